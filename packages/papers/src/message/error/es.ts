import type { errorEn } from './en.ts'

export const errorEs = {
  'error.lost-nothing': 'No se perdió nada y nada cambió.',
  'error.reference': 'Si escribe a quien opera este servidor, dé esta referencia: {id}',
  'error.do-title': 'Qué puede hacer',
  'error.home': 'Abra el registro',
  'error.400.title': 'No se pudo leer esta dirección o este formulario',
  'error.400.what': 'Algo en la dirección o en el formulario tiene una forma que esta página no conoce.',
  'error.400.do': 'Revise lo que escribió. Si le trajo un enlace, el error está en el enlace, no es suyo.',
  'error.404.title': 'No hay ninguna página en esta dirección',
  'error.404.what':
    'La dirección puede tener un error, o el enlace puede estar mal. Las direcciones de las entradas no cambian nunca: nada se ha movido.',
  'error.404.do': 'Busque el nombre del sistema, de la agencia o del proveedor.',
  'error.405.title': 'Esta página solo muestra; no recibe nada',
  'error.405.what': 'Se envió algo a una dirección que solo se puede leer.',
  'error.405.do': 'Abra la página otra vez y use el formulario que tiene.',
  'error.410.title': 'Esta página ya no existe',
  'error.410.what': 'Lo que había aquí se quitó a propósito y no vuelve.',
  'error.410.do': 'Mire en los avisos de cambios cuándo y por qué.',
  'error.413.title': 'Es más de lo que esta página puede recibir',
  'error.413.what': 'Lo que se envió es más grande de lo que la página acepta.',
  'error.413.do': 'Envíe menos texto, o envíelo por partes.',
  'error.429.title': 'Demasiadas peticiones desde su red',
  'error.429.what':
    'Este servidor responde un número limitado de peticiones por minuto para ser rápido con todos. Otras personas de su red también cuentan.',
  'error.429.do': 'Espere un minuto y cargue la página otra vez. Si quiere todos los datos, use las descargas.',
  'error.500.title': 'Este servidor cometió un error',
  'error.500.what': 'La falla es nuestra, no suya. Quedó anotada sin ningún dato sobre usted.',
  'error.500.do': 'Cargue la página otra vez. Si vuelve a fallar, el resto del registro sigue funcionando.',
  'error.503.title': 'El registro no puede responder ahora',
  'error.503.what': 'La base de datos de esta página está arrancando, parando o fuera de alcance.',
  'error.503.do': 'Espere un minuto y cargue la página otra vez.',
} as const satisfies Readonly<Record<keyof typeof errorEn, string>>
