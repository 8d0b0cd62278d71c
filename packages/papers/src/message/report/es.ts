import type { reportEn } from './en.ts'

export const reportEs = {
  'report.title': 'Avise de un error en esta entrada',
  'report.description': 'Avise de un error en una entrada del registro. No se pide nombre ni dirección.',
  'report.about': 'Sobre {name}',
  'report.no-name':
    'No se pide nombre ni dirección, y no se guarda ninguno. No escriba el nombre de ninguna persona ni dónde está alguien.',
  'report.never-printed':
    'Un editor lee sus palabras. Nunca se muestran en ninguna página y se borran cuando se resuelve el aviso.',
  'report.limits':
    'Este registro muestra lo que publicó una agencia. Lo que la propia agencia escribió mal, solo ella puede corregirlo; un aviso aquí evita que nosotros repitamos ese error.',
  'report.field': '¿De qué texto se trata?',
  'report.field-hint': 'Columnas del archivo publicado, por año.',
  'report.whole': 'La entrada entera',
  'report.year': 'Inventario de {year}',
  'report.kind': '¿Qué ocurre?',
  'report.kind-wrong': 'No es lo que publicó la agencia, o aquí está mal contado',
  'report.kind-names-person': 'Nombra a una persona particular',
  'report.kind-names-person-hint':
    'El texto que elija se oculta enseguida, hasta que responda un editor, dos días hábiles como máximo.',
  'report.kind-endangers': 'Pone a alguien en peligro',
  'report.kind-endangers-hint':
    'El texto que elija se oculta enseguida, hasta que responda un editor, dos días hábiles como máximo.',
  'report.kind-other': 'Otra cosa',
  'report.text': '¿Qué debe saber el editor?',
  'report.text-hint': 'Sin nombres ni direcciones. {limit, number} caracteres como máximo.',
  'report.send': 'Enviar el aviso',
  'report.error-kind': 'Elija qué ocurre',
  'report.error-text': 'Diga en pocas palabras qué debe saber el editor',
  'report.error-long': 'Dígalo en {limit, number} caracteres como máximo; ahora hay {count, number}',
  'report.error-field': 'Elija el texto del que se trata, para poder ocultarlo',
  'report.error-unknown': 'Elija un texto de la lista: el que se nombra no está en esta entrada',
  'report.kept-title': 'Su aviso queda guardado con esta entrada',
  'report.kept-what':
    'Lo lee un editor. Sus palabras nunca se muestran en ninguna página y se borran cuando se resuelve el aviso. No se guardó nada sobre usted.',
  'report.kept-next':
    'Si dice que un texto nombra a una persona particular o pone a alguien en peligro, ese texto ya está oculto, una sola vez. Los hallazgos quedan como están.',
  'report.kept-answer':
    'Nadie puede responderle, porque no se guarda nada sobre usted. Lo que resulte se ve en la página de la entrada y en los avisos de cambios.',
  'report.back': 'Volver a la entrada',
} as const satisfies Readonly<Record<keyof typeof reportEn, string>>
