import type { aboutEn } from './en.ts'

export const aboutEs = {
  'data.title': 'Llevarse los datos',
  'data.description':
    'Todo el registro en archivos de formato abierto, las cifras, las reglas, la API y el canal de cambios: qué contiene cada uno y qué deja fuera.',
  'data.lead':
    'Todo lo que hay en estas páginas se puede llevar, volver a usar y comprobar con los archivos publicados.',
  'data.exports-title': 'El registro en un archivo',
  'data.exports-about':
    'El mismo registro da los mismos octetos. Una exportación repite lo declarado: no añade veredictos ni rellena huecos. Ninguna lleva datos de contacto, y un texto oculto por un aviso va en blanco.',
  'data.exports-caption': 'Formas de exportación con lo que contienen, lo que dejan fuera y el esquema que cumplen',
  'data.exports-none': 'Aquí no se ha importado nada, así que aún no hay nada que exportar.',
  'data.form': 'Forma',
  'data.holds': 'Contiene',
  'data.leaves': 'Deja fuera',
  'data.schema': 'Esquema',
  'data.omb-2025': 'OMB 2025, en CSV',
  'data.omb-2025-holds': 'Las entradas del inventario individual de 2025, en sus 36 columnas',
  'data.omb-2025-leaves': 'Otros años, contratos y hallazgos: la forma no tiene columna para ellos',
  'data.atrs': 'Ficha de transparencia algorítmica del Reino Unido, en JSON',
  'data.atrs-holds': 'Todas las entradas con nombre, en los atributos de ATRS 3.0',
  'data.atrs-leaves': 'Datos de contacto y cargos con nombre; entradas sin nombre',
  'data.nl-1.0': 'Registro de algoritmos neerlandés, en JSON',
  'data.nl-1.0-holds': 'Entradas con nombre, organismo, etapa, mes de inicio e impacto',
  'data.nl-1.0-leaves': 'Las que no los tienen, o con un texto más largo de lo que admite la norma',
  'data.oscal': 'Definición de componentes OSCAL, en JSON',
  'data.oscal-holds': 'Todas las entradas, con las prácticas declaradas como requisitos',
  'data.oscal-leaves': 'Hallazgos: OSCAL tiene un documento propio para ellos',
  'data.oscal-assessment-results': 'Resultados de evaluación OSCAL, en JSON',
  'data.oscal-assessment-results-holds': 'Todos los hallazgos de todos los años y las entradas de que tratan',
  'data.oscal-assessment-results-leaves': 'Entradas sin hallazgo',
  'data.oscal-poam': 'Plan de acción OSCAL, en JSON',
  'data.oscal-poam-holds': 'Prácticas pendientes de los usos de alto impacto en servicio de 2025, con su plazo',
  'data.oscal-poam-leaves': 'Prácticas declaradas hechas, dispensadas, no aplicables o excluidas',
  'data.cyclonedx': 'Lista de materiales CycloneDX, en JSON',
  'data.cyclonedx-holds': 'Todas las entradas con nombre, como componentes con proveedores y datos',
  'data.cyclonedx-leaves': 'Mediciones: ningún inventario publica ninguna en una forma que quepa',
  'data.jsonld': 'schema.org, en JSON-LD',
  'data.jsonld-holds': 'Todas las entradas como servicios y como conjunto de datos con su procedencia',
  'data.jsonld-leaves':
    'Beneficios esperados y descripciones de datos: schema.org no tiene un lugar honesto para ellos',
  'data.more-title': 'Partes de él',
  'data.figures': 'Las cifras, cada una en CSV, JSON y SVG',
  'data.findings': 'Los hallazgos de cada regla en CSV y JSON, en la página de la regla',
  'data.rules': 'Todas las reglas con sus condiciones, en JSON',
  'data.contracts': 'Los contratos en CSV',
  'data.inventories': 'Los archivos importados con su resumen criptográfico',
  'data.api-title': 'Para programas',
  'data.api': 'La API, descrita en OpenAPI 3.1',
  'data.feed': 'Canal de cambios (Atom)',
  'data.command-title': 'En su propia máquina',
  'data.command': 'Las mismas exportaciones salen de la línea de órdenes, con un registro propio:',
  'data.licence-title': 'Licencia',
  'data.licence':
    'Los inventarios de agencias de Estados Unidos son obras del gobierno federal. Los del Reino Unido llevan la Open Government Licence v3.0 y los de los Países Bajos, CC0. Lo que añade este proyecto (reglas, hallazgos, cifras) lo puede usar cualquiera si nombra la fuente.',

  'about.title': 'Sobre este registro',
  'about.description':
    'Qué es y qué no es este registro, cómo se redactan los hallazgos, qué significan sus estados, cómo discutir uno, quién lleva este servidor, licencia y accesibilidad.',
  'about.is-title': 'Qué es',
  'about.is':
    'Un registro público de los usos de IA que los gobiernos han publicado: qué declara cada agencia, qué contratos y acuerdos hay detrás y qué garantías faltan o se contradicen, todo con su archivo, registro y columna.',
  'about.is-not-title': 'Qué no es',
  'about.is-not-1': 'No lo llevan las agencias que muestra, y no es una oficina del gobierno.',
  'about.is-not-2':
    'No aprueba ni certifica nada. Ninguna entrada ha sido auditada, y que no haya hallazgos solo significa que ninguna regla se aplicó.',
  'about.is-not-3': 'No es asesoría legal. Nombra lo que puede pedir; un abogado puede decirle qué hacer.',
  'about.is-not-4':
    'No dice cuántas decisiones toma un uso: una parte de las entradas nunca es una parte de las decisiones.',
  'about.boundary-title': 'Lo que nunca figura en él',
  'about.boundary':
    'El registro habla de sistemas y agencias, nunca de personas. No se recogen nombres, direcciones, lugares ni identificadores de nadie: las columnas de contacto no se guardan, los correos y teléfonos de otras celdas se ocultan y un proveedor que es persona física es «an individual» (un particular). No se recoge dónde hay sensores, ni turnos, ni umbrales, ni formas de eludir un sistema, y no hay mapas.',
  'about.words-title': 'Cómo se redactan los hallazgos',
  'about.words-1':
    'Un hallazgo dice qué se declaró, dónde, y qué regla pide más: «la agencia declara “Not Applicable”», nunca «la agencia no tiene apelación».',
  'about.words-2': 'Si un blanco viene de una columna que la agencia omitió en su archivo, se dice.',
  'about.words-3':
    'Las reglas que buscan palabras muestran las que encontraron y llevan «hay que mirarlo»: un motivo para leer, no un veredicto.',
  'about.words-4':
    'Las normas aún no leídas en su fuente se señalan y quedan fuera de las cuentas principales. Las reglas sobre los inventarios de 2024 se apoyan en un memorando derogado, y lo dicen.',
  'about.verbs-title': 'Cuatro verbos que no se mezclan',
  'about.verbs-declared': 'declarado: lo publicó la agencia sobre sí misma',
  'about.verbs-recorded': 'consta: está en un contrato o acuerdo registrado',
  'about.verbs-reported': 'se informa: lo dice la prensa; no rellena huecos ni sostiene hallazgos sobre una entrada',
  'about.verbs-computed': 'calculado: lo contó este registro, con una regla que puede leer',
  'about.states-title': 'Qué significan los estados',
  'about.state-open': 'Abierto: la declaración sigue como se cita.',
  'about.state-disputed':
    'Discutido: la agencia o el proveedor respondió. La respuesta está junto al hallazgo, con su fecha.',
  'about.state-corrected': 'Corregido: responde un inventario posterior o una entrada emparejada.',
  'about.state-withdrawn': 'Retirado: nuestra regla o nuestros datos fallaron. Sigue a la vista y no se cuenta.',
  'about.state-never': 'Un hallazgo nunca se borra.',
  'about.dispute-title': 'Cómo discutir un hallazgo o avisar de un error',
  'about.dispute':
    'Cada entrada tiene un enlace para avisar de un error. No pide nombre ni guarda direcciones; sus palabras solo las lee quien edita, nunca se publican y se borran al responder. Si el aviso dice que un texto nombra a un particular o pone a alguien en peligro, ese texto se oculta al momento, dos días hábiles como mucho. La agencia o el proveedor que quiera ver su respuesta junto a un hallazgo la publica y manda su dirección por la misma vía.',
  'about.years-title': 'Cómo se unen años y contratos',
  'about.years': 'Cómo se emparejaron los años y qué queda sin decidir',
  'about.files': 'Los archivos con que se hizo este registro',
  'about.server-title': 'Quién lleva este servidor',
  'about.server-unnamed': 'Quien lleva este servidor no ha dicho quién es.',
  'about.server-named': 'Este servidor lo lleva {name}.',
  'about.server-keys':
    'Recourse todavía no sella los datos: quien administra la máquina podría cambiar lo que muestra. Los resúmenes de los archivos importados permiten comprobarlo con lo que publicaron los organismos.',
  'about.server-witness':
    '{count, plural, =0 {Lo que muestra no tiene testigos independientes. Compruebe lo que le importe con los archivos publicados, cuyos resúmenes están en la página de archivos importados.} one {# testigo independiente firma lo que muestra.} other {# testigos independientes firman lo que muestra.}}',
  'about.privacy-title': 'Usted, que lee',
  'about.privacy':
    'Sin cuentas, sin cookies, sin analíticas. No se guardan las direcciones de quienes leen ni las palabras que buscan. Las cartas de solicitud dejan sus datos como líneas en blanco.',
  'about.accessibility-title': 'Accesibilidad',
  'about.accessibility':
    'Estas páginas están hechas para cumplir las WCAG 2.2 en el nivel AA: funcionan sin JavaScript, solo con el teclado, con el texto al 200 %, con colores forzados, en modo oscuro y en papel; cada imagen tiene sus cifras en una tabla. Se prueban con máquina en cada cambio, y aún no las ha probado un grupo de personas con discapacidad. Si algo no le funciona, avise como de un error en cualquier entrada.',
  'about.data-title': 'Datos y licencia',
  'about.data': 'Llevarse los datos',
  'about.licence': 'Código con la licencia Apache 2.0. Inventarios y contratos: lo que digan sus editores.',
} as const satisfies Readonly<Record<keyof typeof aboutEn, string>>
