import type { compareEn } from './en.ts'

export const compareEs = {
  'compare.title': 'Comparar dos usos',
  'compare.title-of': '{a} y {b}, comparados',
  'compare.description':
    'Lo que declaran dos usos de inteligencia artificial, lado a lado, pregunta por pregunta, con las diferencias marcadas.',
  'compare.lead':
    'La declaración más nueva de cada uno, pregunta por pregunta, con las palabras que publicó cada agencia. Se marca una diferencia donde se preguntó a los dos y sus respuestas resultan en otra cosa.',
  'compare.choose-first': 'Elija el primer uso',
  'compare.choose-second': 'Elija el segundo uso',
  'compare.choose-label': 'Busque un uso con el que comparar',
  'compare.choose-hint': 'Nombre, agencia, proveedor o qué hace',
  'compare.choose': 'Buscar',
  'compare.near': 'Usos de la misma agencia',
  'compare.found': 'Lo que se encontró',
  'compare.none': 'No se encontró nada. Pruebe con menos palabras.',
  'compare.another': 'Comparar {name} con otro uso',
  'compare.caption': 'Respuestas declaradas de los dos',
  'compare.words': 'Sus palabras, lado a lado',
  'compare.differ':
    '{count, plural, =0 {Ninguna respuesta difiere.} one {# respuesta difiere.} other {# respuestas difieren.}}',
  'compare.changed': 'Difiere',
  'compare.answered': 'Respondido solo aquí',
  'compare.unanswered': 'Respondido solo por el otro',
  'compare.findings': 'Hallazgos',
  'compare.first-unknown': 'Ningún uso tiene la clave «{key}»',
} as const satisfies Readonly<Record<keyof typeof compareEn, string>>
