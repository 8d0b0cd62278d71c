import type { agencyEn } from './en.ts'

export const agencyEs = {
  'agencies.title': 'Agencias',
  'agencies.description':
    'Todas las agencias y organismos cuyo inventario de IA está en el registro: entradas por año, usos de alto impacto en servicio y hallazgos.',
  'agencies.lead':
    '{federal, plural, one {# agencia de Estados Unidos} other {# agencias de Estados Unidos}} y {others, plural, =0 {ningún organismo de otro país} one {# organismo de otro país} other {# organismos de otros países}} publicaron entradas que están en este registro.',
  'agencies.us': 'Estados Unidos',
  'agencies.uk': 'Reino Unido',
  'agencies.nl': 'Países Bajos',
  'agencies.agency': 'Agencia',
  'agencies.caption':
    '{country}: entradas por año de inventario, usos de alto impacto en servicio y hallazgos; agencias por nombre',
  'agencies.high-impact': 'En servicio y de alto impacto, 2025',
  'agencies.findings': 'Hallazgos',
  'agencies.no-findings': 'ninguno',
  'agencies.no-entry': 'sin entrada',
  'agencies.not-imported': 'tras importar',
  'agencies.shipped':
    'Aquí no se ha importado ningún inventario. Estas cuentas las hizo este proyecto con los archivos publicados; los hallazgos por agencia aparecen tras importarlos.',
  'agencies.order':
    'Las agencias van por nombre. Las cifras cuentan entradas publicadas, no decisiones, así que no ordenan a nadie por mérito. En 2025 se cuentan juntos el inventario individual y la lista comercial.',

  'agencies.unnamed': 'Organismo sin nombre en el archivo',
  'agency.description':
    'Usos de IA que ha publicado {agency}: años, prácticas declaradas, hallazgos, cambios y de dónde vino el archivo.',
  'agency.lead': '{count, plural, one {# entrada} other {# entradas}} en: {inventory}.',
  'agency.lead-high':
    '{count, plural, =0 {Ninguna se declara en servicio y de alto impacto.} one {# se declara en servicio y de alto impacto.} other {# se declaran en servicio y de alto impacto.}}',
  'agency.search': 'Buscar entre sus usos',
  'agency.years-title': 'Inventarios',
  'agency.years-caption': 'Entradas por inventario, con las etapas y las palabras de impacto declaradas',
  'agency.inventory': 'Inventario',
  'agency.entries': 'Entradas',
  'agency.stages': 'Etapas declaradas',
  'agency.impacts': 'Impacto declarado',
  'agency.tally': '{words}: {count, number}',
  'agency.practices-title': 'Prácticas declaradas',
  'agency.practices-about':
    'Lo que {total, plural, one {su uso de alto impacto en servicio} other {sus # usos de alto impacto en servicio}} de 2025 declaran de cada práctica, en el orden de la norma. Se desconoce la parte de todas las decisiones.',
  'agency.practices-none':
    'Ningún uso de esta agencia se declara en servicio y de alto impacto en 2025, así que no se debían las prácticas.',
  'agency.practices-caption': 'Respuestas declaradas a cada práctica, contadas en entradas',
  'agency.findings-title': 'Hallazgos, por pregunta',
  'agency.findings-caption': 'Hallazgos sobre esta agencia por pregunta, con las reglas que los hallaron',
  'agency.findings-none': 'Ninguna regla de este registro halla nada aquí. Eso no es una aprobación.',
  'agency.rules': 'Reglas',
  'agency.changes-title': 'Cambios entre años',
  'agency.changes-caption': 'Qué fue de sus entradas de un inventario al siguiente',
  'agency.changes-none': 'No hay dos inventarios federales de años seguidos que nombren a esta agencia.',
  'agency.between': 'De {from} a {to}',
  'agency.matched': 'Emparejadas',
  'agency.undecided': 'Sin decidir',
  'agency.vanished': 'Sin entrada posterior',
  'agency.new': 'Sin entrada anterior',
  'agency.moves': 'Palabras de impacto, antes y ahora',
  'agency.move': '{from} en {fromYear}, {to} en {toYear}: {count, number}',
  'agency.no-moves': 'ninguna',
  'agency.matches': 'Cómo se emparejaron sus años',
  'agency.sourcing-title': 'De dónde vino su archivo',
  'agency.sourcing-none': 'El resumen de procedencia de 2025 no se ha importado aquí, o no nombra a esta agencia.',
  'agency.sourcing-address': 'Tomado de',
  'agency.sourcing-method': 'Cómo se tomó',
  'agency.sourcing-retrieved': 'Tomado el',
  'agency.sourcing-rows': 'Filas',
  'agency.sourcing-left-out':
    '{count, plural, =0 {No omitió ninguna columna.} one {Omitió # columna del formulario:} other {Omitió # columnas del formulario:}}',
  'agency.sourcing-about': 'Según lo dice quien consolidó el inventario federal.',
  'agency.uses-title': 'Sus usos',
  'agency.uses-all': '{count, plural, one {El único uso} other {Los # usos}} en la búsqueda',
  'agency.uses-none': 'Cada uso aparece aquí en cuanto se importan los inventarios.',
} as const satisfies Readonly<Record<keyof typeof agencyEn, string>>
