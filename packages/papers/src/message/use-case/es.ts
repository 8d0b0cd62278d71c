import type { useCaseEn } from './en.ts'

export const useCaseEs = {
  'use-case.no-name': 'Publicado sin nombre',
  'use-case.description': 'Lo que {agency} declara sobre «{name}», año por año, con cada fuente y lo que falta.',
  'use-case.run-by': 'A cargo de',
  'use-case.bureau-blank': 'sin oficina declarada',
  'use-case.id': 'Número en el inventario',
  'use-case.key': 'Clave en este registro',
  'use-case.years': 'Inventarios',
  'use-case.findings-short': 'Hallazgos',
  'use-case.no-findings-short': 'Ninguna regla de este registro se aplica',
  'use-case.contents': 'En esta página',
  'use-case.gone':
    'El inventario más nuevo de esta agencia que se importó ya no incluye este uso. Lo que decía antes se conserva aquí.',
  'use-case.hidden':
    'Según un aviso, un texto de esta página nombra a una persona particular o pone a alguien en peligro. Ese texto queda oculto hasta que responda un editor, dos días hábiles como máximo. Los hallazgos nunca se ocultan.',
  'use-case.reports-open':
    '{count, plural, one {# aviso de error sobre esta entrada espera} other {# avisos de error sobre esta entrada esperan}} respuesta.',

  'use-case.purpose-title': 'Lo que se declara que hace',
  'use-case.purpose-none': 'Ningún inventario dice para qué sirve este uso.',
  'use-case.purpose-by': '{agency}, inventario de {year}',
  'use-case.problem': 'Problema que debe resolver',
  'use-case.benefits': 'Beneficios que se esperan',
  'use-case.outputs': 'Qué produce',

  'use-case.known-title': 'Qué se sabe, y quién lo dice',
  'use-case.declared': 'Declarado',
  'use-case.declared-about':
    'Lo que publicó la propia agencia, con sus palabras. Una declaración es una afirmación, no una prueba.',
  'use-case.declared-caption': 'Respuestas declaradas por año',
  'use-case.concept': 'Pregunta',
  'use-case.asked-of':
    'Las garantías solo se preguntaron para los usos declarados de alto impacto (2025) o con impacto en derechos o seguridad (2024), y nunca en 2023. Si otro uso las deja en blanco, no debía nada.',
  'use-case.words-title': 'Sus palabras, año por año',
  'use-case.not-in-year': 'Ninguna entrada de {years} coincide con esta.',
  'use-case.on-record': 'En registros públicos',
  'use-case.on-record-about': 'Contratos de un archivo público de adjudicaciones. No son parte de la declaración.',
  'use-case.on-record-none':
    'Ninguna adjudicación de los archivos importados lleva un número de contrato o un proveedor que declare esta entrada.',
  'use-case.no-awards': 'Aquí no se ha importado ningún archivo de adjudicaciones.',
  'use-case.joined-piid': 'El mismo número de contrato que en la entrada.',
  'use-case.leads': 'Pistas por el nombre del proveedor',
  'use-case.joined-vendor': 'Solo coincide el nombre del proveedor. Estos contratos pueden ser para otra cosa.',
  'use-case.award-obligated': '{amount} comprometidos',
  'use-case.award-since': 'desde el {date}',
  'use-case.award-link': 'Adjudicación {id}',
  'use-case.award-more': '{count, plural, one {# adjudicación más} other {# adjudicaciones más}}',
  'use-case.recorded-elsewhere': 'Registrado para {system}',
  'use-case.reported': 'Según la prensa',
  'use-case.reported-about':
    'Lo que informa la prensa. No se cotejó con un texto original; no llena ningún vacío de la declaración ni apoya ningún hallazgo.',
  'use-case.reported-none': 'Este registro no tiene ninguna información de prensa sobre él.',
  'use-case.reported-system': 'Todo lo que se informa de {system}',
  'use-case.related': 'Relacionado con {system}; lo que se informa de él está en su propia página',

  'use-case.findings-title': 'Hallazgos',
  'use-case.findings-about':
    'Un hallazgo pone lo publicado junto a la regla que pide más. Valora la garantía que falta, no un motivo.',
  'use-case.findings-none':
    'Ninguna regla de este registro encuentra nada en estas declaraciones. Eso no es una aprobación.',
  'use-case.findings-ended': 'Ya no se encuentra',

  'use-case.do-title': 'Qué puede hacer',
  'use-case.do-rules': 'Vea las reglas sobre aviso y apelación',
  'use-case.do-rules-about': 'Lo que el gobierno pidió a sus agencias, y cuántos usos lo declaran.',
  'use-case.do-letter': 'Pida el expediente a la agencia',
  'use-case.do-letter-about':
    'La carta se redacta a partir de un hallazgo. No se pide nada sobre usted y no se envía nada.',
  'use-case.do-report': 'Avise de un error en esta entrada',
  'use-case.do-report-about': 'No se pide nombre ni dirección. Sus palabras nunca se publican.',
  'use-case.do-compare': 'Compárelo con otro uso',
  'use-case.do-compare-about': 'Dos declaraciones lado a lado, con las diferencias marcadas.',
  'use-case.do-help': 'Busque ayuda',
  'use-case.do-help-about':
    'Si una decisión sobre usted se apoya en un sistema informático, un abogado o un representante acreditado puede decirle qué puede pedir y hasta cuándo. LawHelp.org reúne ayuda legal gratuita por lugar.',

  'use-case.history-title': 'Historia',
  'use-case.history-changes': 'Cambios en estas entradas',
  'use-case.history-none': 'Ningún archivo importado ha cambiado estas entradas desde que se importaron.',
  'use-case.change-updated': 'Declaración cambiada por {file}',
  'use-case.change-absent': 'Ya no figura en {file}',
  'use-case.change-returned': 'Figura otra vez en {file}',
  'use-case.before': 'Antes',
  'use-case.after': 'Después',
  'use-case.match-title': 'Por qué estos años son un mismo uso',
  'use-case.match-single': 'Solo figura en un inventario, así que no hubo nada que emparejar.',
  'use-case.match-equal-id': 'La agencia dio el mismo número a las dos entradas.',
  'use-case.match-equal-name': 'Las dos entradas tienen el mismo nombre, que aparece una vez en cada año.',
  'use-case.match-score': 'Nombres y textos se parecen lo suficiente, y ninguna otra entrada se acerca.',
  'use-case.match-reviewed': 'Una persona comparó las dos entradas y lo decidió.',
  'use-case.match-unsettled': 'Las dos entradas van juntas.',
  'use-case.match-pair': '{from} y {to}',
  'use-case.match-score-total': 'Puntuación',
  'use-case.match-name': 'Palabras del nombre',
  'use-case.match-text': 'Palabras de finalidad y resultados',
  'use-case.match-bureau': 'La misma oficina',
  'use-case.match-equal': 'El mismo nombre',
  'use-case.match-margin': 'Ventaja sobre el siguiente candidato',
  'use-case.match-words': 'Palabras compartidas de más peso',
  'use-case.yes': 'sí',
  'use-case.no': 'no',

  'use-case.fields-title': 'Cada campo, tal como se publicó',
  'use-case.fields-about':
    'Los datos de contacto nunca se guardan. Las direcciones de correo y los teléfonos dentro de otras celdas se tapan.',
  'use-case.fields-of': '{year}: registro {row} de {file}',
  'use-case.field': 'Columna',
  'use-case.field-value': 'Celda',
  'use-case.field-file': 'Archivo importado el {date}, SHA-256 {digest}',
  'use-case.inventory-link': 'Sobre este archivo',
} as const satisfies Readonly<Record<keyof typeof useCaseEn, string>>
