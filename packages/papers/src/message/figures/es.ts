import type { figuresEn } from './en.ts'

export const figuresEs = {
  'practice.impacts': 'Efectos descritos',
  'practice-answer.established': 'Declarado hecho',
  'practice-answer.in-progress': 'En curso',
  'practice-answer.not-applicable': 'No aplicable',
  'practice-answer.precluded-by-law': 'Excluido por ley',
  'practice-answer.waived': 'Dispensado',
  'practice-answer.no': 'No',
  'practice-answer.other': 'Otras palabras',
  'practice-answer.shifted': 'Respuesta de otra pregunta',
  'practice-answer.blank': 'En blanco',
  'practice-answer.left-out': 'Columna omitida por la agencia',
  'stage-status.planned': 'Previsto',
  'stage-status.in-development': 'En desarrollo',
  'stage-status.pilot': 'Piloto',
  'stage-status.in-use': 'En uso',
  'stage-status.retired': 'Retirado',
  'stage-status.other': 'Otras palabras',
  'stage-status.blank': 'En blanco',
  'stage-status.not-asked': 'No se preguntó ese año',
  'impact-status.high-impact': 'De alto impacto',
  'impact-status.presumed-overridden': 'Presunto alto impacto, negado',
  'impact-status.not-high-impact': 'Sin alto impacto',
  'impact-status.rights-impacting': 'Afecta a derechos',
  'impact-status.safety-impacting': 'Afecta a la seguridad',
  'impact-status.both': 'Afecta a derechos y seguridad',
  'impact-status.neither': 'A ninguno',
  'impact-status.other': 'Otras palabras',
  'impact-status.blank': 'En blanco',
  'impact-status.not-asked': 'No se preguntó ese año',
  'inventory-name.omb-2023': 'Inventario federal de 2023',
  'inventory-name.omb-2024': 'Inventario federal de 2024',
  'inventory-name.omb-2025': 'Inventario federal de 2025',
  'inventory-name.omb-2025-cots': 'Lista de productos comerciales de 2025',
  'inventory-name.omb-2025-sourcing': 'Resumen de procedencia de 2025',
  'inventory-name.atrs': 'Fichas de transparencia algorítmica (Reino Unido)',
  'inventory-name.nl-1.0': 'Registro de algoritmos (Países Bajos)',
  'inventory-name.contracts': 'Archivo de contratos',

  'figures.title': 'El registro en imágenes',
  'figures.description':
    'Prácticas declaradas por agencia, cambios entre años, gasto, la vida de una decisión, acuerdos y hallazgos: cada imagen con sus cifras, sus archivos y sus fuentes.',
  'figures.lead':
    'Cada imagen cuenta declaraciones publicadas. Lo que declara una agencia es una afirmación, y una parte de las entradas nunca es una parte de las decisiones: se desconoce la parte de todas las decisiones.',
  'figures.list': 'Imágenes de esta página',
  'figures.imported': 'Cuentas hechas con los archivos importados aquí, a fecha de {date}.',
  'figures.shipped':
    'Aquí no se ha importado ningún inventario federal de 2025. Estas son las cifras que este proyecto contó en los archivos publicados, a fecha de {date}.',
  'figures.source-words': '{files}; a fecha de {date}',
  'figures.svg-source':
    'Recourse, con {count, plural, one {# archivo publicado} other {# archivos publicados}}, a fecha de {date}',
  'figures.impact-alt':
    'Líneas de las palabras de impacto de {from} a las de {to}: {down, number} usos bajan y {up, number} suben',
  'figures.stage-alt': 'Líneas de las etapas de {from} a las de {to}: {down, number} usos retroceden',
  'figures.contracts': 'Todos los contratos',
  'figures.files': 'Los archivos con que se contaron, con su resumen criptográfico',
  'figures.file': '{file}, {rows, number} registros, SHA-256',
  'figures.agency': 'Agencia',
  'figures.count': 'Entradas',
  'figures.share-unknown': 'Se desconoce la parte de todas las decisiones.',

  'figures.practices-group': 'Prácticas declaradas',
  'figures.practices-title':
    '{appeal, number} de {total, number} usos de alto impacto en servicio declaran una vía de apelación establecida',
  'figures.practices-subtitle':
    'Entradas de 2025 en servicio y de alto impacto que declaran hecha cada una de las ocho prácticas, por agencia. n = {total, number}. Se desconoce la parte de todas las decisiones.',
  'figures.practices-alt':
    '{practice}: {count, number} de {total, number} la declaran hecha; la mayoría de las entradas son de {first}',
  'figures.practices-practice': 'Práctica',

  'figures.changes-group': 'Cambios entre años',
  'figures.impact-title':
    '{down, number} usos se declaran con menos efecto sobre las personas en {to} que en {from}, y {up, number} con más',
  'figures.impact-subtitle':
    'Palabras sobre el impacto de los usos emparejados entre los inventarios de {from} y {to}, cuando pasaron a decir menos, más, o algo que no se puede comparar; incluye los retirados desde entonces. n = {matched, number} usos emparejados; cada año pregunta otra cosa. Se desconoce la parte de todas las decisiones.',
  'figures.stage-title': '{down, number} usos están en una etapa anterior en {to} que en {from}',
  'figures.stage-subtitle':
    'Etapas de los usos emparejados entre los inventarios de {from} y {to}, cuando retrocedieron o quedaron en blanco. n = {matched, number} usos emparejados. Se desconoce la parte de todas las decisiones.',
  'figures.from': 'En {year}',
  'figures.to': 'En {year}',
  'figures.direction': 'Sentido',
  'figures.direction-down': 'Menos',
  'figures.direction-up': 'Más',
  'figures.direction-same': 'Ninguno',
  'figures.direction-unchanged': 'Sin cambio, o adelante',
  'figures.changes-none': 'Para contar cambios hacen falta dos inventarios federales de años seguidos.',

  'figures.spending-group': 'Gasto',
  'figures.year-title':
    '{amount} de {total} comprometidos tienen fecha de inicio en {year}, más que en ningún otro año',
  'figures.year-subtitle':
    'Dólares comprometidos por año natural del inicio del contrato. n = {awards, number} contratos; {undated} sin fecha de inicio van aparte.',
  'figures.fiscal-subtitle':
    'Dólares comprometidos por año fiscal del inicio del contrato (de octubre a septiembre). n = {awards, number} contratos; {undated} sin fecha de inicio van aparte.',
  'figures.no-date': 'Sin fecha de inicio',
  'figures.office-title': '{first} comprometió más que ninguna: {amount} de {total}',
  'figures.office-subtitle': 'Dólares comprometidos por oficina de contratación. n = {awards, number} contratos.',
  'figures.vendor-title': '{first} recibió más que nadie: {amount} de {total}',
  'figures.vendor-subtitle':
    'Dólares comprometidos por proveedor, como lo nombra el contrato; quien es persona física figura como un particular. n = {awards, number} contratos, dibujados los {shown, number} proveedores mayores.',
  'figures.year': 'Año',
  'figures.office': 'Oficina',
  'figures.vendor': 'Proveedor',
  'figures.obligated': 'Comprometido, dólares de EE. UU.',
  'figures.awards': 'Contratos',
  'figures.spending-none':
    'Aquí no se ha importado ningún archivo de contratos, y las cifras incluidas no nombran oficinas ni proveedores.',

  'figures.life-group': 'La vida de una decisión',
  'figures.life-title': 'Del resultado a la apelación: qué se pide en cada paso y cuántos lo declaran',
  'figures.life-subtitle':
    'Entradas de 2025 en servicio y de alto impacto. n = {total, number}. Se desconoce la parte de todas las decisiones.',
  'figures.life-declared': '{count, number} de {total, number} la declaran hecha',
  'figures.life-alt': 'Siete pasos de una decisión, cada uno con cuántos usos declaran la práctica que se pide en él',
  'figures.life-step': 'Paso',
  'figures.life-done': 'La declaran hecha',
  'figures.life-of': 'De',
  'figures.life-rules': 'Reglas',
  'figures.life-machine': 'El sistema informático',
  'figures.life-office': 'La oficina',
  'figures.life-person': 'La persona afectada',
  'figures.life-test-title': 'Antes de usarlo: probar y evaluar',
  'figures.life-test':
    'La oficina prueba el sistema en condiciones como las de su uso real y termina una evaluación de su impacto.',
  'figures.life-review-title': 'Otra persona revisa la evaluación',
  'figures.life-review': 'Alguien que no creó el sistema examina la evaluación.',
  'figures.life-output-title': 'El sistema da una coincidencia, una puntuación o un texto',
  'figures.life-output':
    'Es lo que una máquina afirma de una persona. La oficina vigila los resultados y los daños mientras se use.',
  'figures.life-person-title': 'Una persona capacitada mira, y puede detenerlo',
  'figures.life-human': 'Quien lo maneja está capacitado, y un mecanismo limita el daño cuando el sistema se equivoca.',
  'figures.life-notice-title': 'La persona se entera',
  'figures.life-notice':
    'Un aviso antes de que la decisión tenga efecto. El inventario de 2024 preguntaba por el aviso; el de 2025, no.',
  'figures.life-appeal-title': 'La persona responde y apela',
  'figures.life-appeal': 'Una persona puede pedir que otra persona vuelva a mirar la decisión, y apelar.',
  'figures.life-consult-title': 'Se pregunta a la gente',
  'figures.life-consult': 'La oficina pregunta a los afectados y al público, y usa lo que dicen.',

  'figures.agreements-group': 'Acuerdos',
  'figures.agreements-title':
    'Se conoce el cupo mensual de {known, number} de los {total, number} acuerdos de los que se informa',
  'figures.agreements-subtitle':
    'Registros al mes, según la prensa; ninguno se ha comprobado con el texto de un acuerdo. La línea es el cupo. n = {total, number} acuerdos.',
  'figures.agreements-source': 'informaciones de prensa, nombradas con cada acuerdo',
  'figures.agreement': 'Acuerdo',
  'figures.quota': 'Cupo, registros al mes',
  'figures.requested': 'Registros pedidos, según se informa',
  'figures.requested-month': 'Registros al mes, como media de lo informado',
  'figures.quota-line': 'Cupo: {count, number} al mes',
  'figures.unknown': 'Se desconoce',
  'figures.no-volume': 'sin volumen conocido',
  'figures.at-least': 'unos {count, number} al mes',

  'figures.findings-group': 'Hallazgos',
  'figures.findings-title': '«{question}» tiene más hallazgos que ninguna: {count, number}',
  'figures.findings-subtitle':
    'Hallazgos por pregunta, en cualquier estado; sin las normas aún por confirmar en su fuente. n = {total, number} hallazgos. Un hallazgo cuenta una entrada, un contrato o una columna: se desconoce la parte de todas las decisiones.',
  'figures.question': 'Pregunta',
  'figures.findings': 'Hallazgos',
  'figures.rule-title': '{rule}: {total, number} hallazgos, {first} con más que ninguna, {count, number}',
  'figures.rule-none': '{rule}: {total, number} hallazgos',
} as const satisfies Readonly<Record<keyof typeof figuresEn, string>>
