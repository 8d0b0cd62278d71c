import type { homeEn } from './en.ts'

export const homeEs = {
  'home.title': 'Qué inteligencia artificial usa su gobierno, y qué falta',
  'home.description':
    'Cada uso de inteligencia artificial que las agencias de los Estados Unidos publicaron en 2023, 2024 y 2025: lo que declara sobre sus garantías y lo que falta, hasta el archivo, la fila y la columna.',
  'home.headline-total':
    '{total, plural, one {# uso en funcionamiento de alto impacto.} other {# usos en funcionamiento de alto impacto.}}',
  'home.headline-appeal':
    '{appeal, plural, =0 {Ninguno declara una vía establecida para apelar.} one {# declara una vía establecida para apelar.} other {# declaran una vía establecida para apelar.}}',
  'home.headline-about':
    'Según declararon las agencias de los Estados Unidos para 2025. Alto impacto: el resultado es base principal de decisiones con efecto legal o importante sobre las personas.',
  'home.squares-alt':
    '{total, number} usos en funcionamiento de alto impacto por agencia; {appeal, number} declaran una vía establecida para apelar',
  'home.squares-meaning': 'Vía establecida para apelar, declarada',
  'home.squares-key': 'Un cuadro por uso. Lleno: se declara una vía establecida para apelar. Vacío: no se declara.',
  'home.counted': '{records, number} registros, SHA-256 {digest}',
  'home.news': 'En las noticias',
  'home.news-all': 'Los {count, number} sistemas con nombre',
  'home.changed': 'Cambios desde el inventario anterior',
  'home.changed-YR-01': '{count, plural, one {# declarado con menos impacto} other {# declarados con menos impacto}}',
  'home.changed-YR-02': '{count, plural, one {# etapa retrocedió} other {# etapas retrocedieron}}',
  'home.changed-YR-04': '{count, plural, one {# apelación retrocedió} other {# apelaciones retrocedieron}}',
  'home.changed-YR-05': '{count, plural, one {# evaluación retrocedió} other {# evaluaciones retrocedieron}}',
  'home.changed-YR-08': '{count, plural, one {# declarado con más impacto} other {# declarados con más impacto}}',
  'home.changed-YR-10':
    '{count, plural, one {# con impacto en las personas, no hallado por su nombre} other {# con impacto en las personas, no hallados por su nombre}}',
  'home.changed-YR-12': '{count, plural, one {# agencia menos} other {# agencias menos}}',
  'home.search-title': 'Buscar en el registro',
  'home.search-description':
    'Busque usos de inteligencia artificial que los gobiernos han publicado, por nombre, agencia, proveedor o lo que hacen.',
  'home.example-1': 'face matching',
  'home.example-2': 'benefits',
  'home.example-3': 'translation',
  'home.example-4': 'license plate',
  'home.all-title': 'Todos los usos',
  'home.results-title': 'Lo que se encontró',
  'home.results-for': '{total, plural, one {# uso contiene estas palabras.} other {# usos contienen estas palabras.}}',
  'home.results-limits':
    '{total, plural, one {# uso está dentro de estos límites.} other {# usos están dentro de estos límites.}}',
  'home.nearly':
    'Nada contiene estas palabras tal como están. En su lugar se buscaron las palabras más parecidas del registro: «{words}».',
  'home.none': 'Nada en el registro contiene estas palabras dentro de estos límites.',
  'home.none-do': 'Qué puede probar',
  'home.none-shorter':
    'Menos palabras, en inglés, u otra palabra para lo mismo: las agencias suelen escribir “biometric” para la comparación de rostros.',
  'home.none-limits': 'Sin los límites',
  'home.none-all': 'Todo el registro',
  'home.none-systems': 'Los sistemas que nombra la prensa, algunos de los cuales no están en ningún inventario',
  'home.fresh-title': 'Aquí aún no se ha importado ningún inventario',
  'home.fresh-what':
    'Lo que ve son los hechos de los sistemas que nombra la prensa y las cifras que este proyecto contó en los archivos publicados. Los usos uno por uno y sus hallazgos aparecen en cuanto se importan los archivos:',
  'home.fresh-where':
    'Los inventarios federales están publicados en GitHub, en los dos lugares de abajo. Se puede omitir cualquier archivo, y en lugar del nombre de un archivo puede ir una dirección https://.',
  'home.fresh-systems': 'Sistemas con nombre que contienen estas palabras',
  'home.fresh-none':
    'Ningún sistema con nombre contiene estas palabras. Los usos uno por uno se podrán buscar cuando se importen los inventarios.',
  'home.no-bureau': 'Sin oficina declarada',
  'home.stage-blank': 'Sin etapa declarada',
  'home.impact-blank': 'Sin impacto declarado',
  'facet.agency': 'Agencia',
  'facet.bureau': 'Oficina',
  'facet.year': 'Año del inventario',
  'facet.stage': 'Etapa, lo último declarado',
  'facet.impact': 'Impacto, lo último declarado',
  'facet.vendor': 'Proveedor',
  'facet.rule': 'Hallazgo',
  'facet.jurisdiction': 'País',
  'facet.us': 'Estados Unidos',
  'facet.uk': 'Reino Unido',
  'facet.nl': 'Países Bajos',
} as const satisfies Readonly<Record<keyof typeof homeEn, string>>
