import type { shellEn } from './en.ts'

export const shellEs = {
  'shell.skip': 'Ir al contenido principal',
  'shell.name': 'Recourse',
  'shell.nav': 'Páginas principales',
  'shell.more': 'Más',
  'shell.other-language': 'English',
  'shell.demo': 'Demostración. Nada en esta página trata de una decisión real.',
  'door.register': 'Registro',
  'door.findings': 'Hallazgos',
  'door.figures': 'Cifras',
  'door.systems': 'Sistemas',
  'door.contracts': 'Contratos',
  'door.agreements': 'Acuerdos',
  'door.about': 'Acerca de',
  'footer.pages': 'Todas las páginas',
  'footer.what-title': 'Qué es esto',
  'footer.what':
    'Las entradas son lo que las agencias publicaron. Los hallazgos ponen esas palabras junto a las reglas que citan. Nada aquí es una aprobación, un certificado, un veredicto ni un consejo legal.',
  'footer.not-government': 'Recourse no es una oficina del gobierno.',
  'footer.privacy': 'No se guarda quién lee ni qué se busca.',
  'footer.server-title': 'Quién opera este servidor',
  'footer.operator': 'Este servidor lo opera {name}.',
  'footer.operator-unnamed': 'Quien opera este servidor no ha dicho quién es.',
  'footer.keys-beside': 'Recourse no sella los datos: quien administra la máquina podría cambiar lo que muestra.',
  'footer.witnesses':
    '{count, plural, =0 {Ningún testigo independiente firma lo que muestra: compruebe lo que le importe con los archivos publicados.} one {# testigo independiente firma lo que muestra.} other {# testigos independientes firman lo que muestra.}}',
  'footer.data-title': 'Llévese los datos',
  'footer.downloads': 'Descargas',
  'footer.api': 'API',
  'footer.feed': 'Avisos de cambios (Atom)',
  'footer.licence': 'Código con licencia Apache 2.0. Inventarios y contratos: según indican quienes los publican.',
} as const satisfies Readonly<Record<keyof typeof shellEn, string>>
