import { type ApiError, PROBLEMS, type Problem, type ProblemCode } from './problem.ts'

interface Text {
  /** The code in words. */
  readonly title: string
  /** What to do about it. */
  readonly remedy: string
}

type Texts = Readonly<Record<ProblemCode, Text>>

const en: Texts = {
  request_malformed: {
    title: 'The request does not fit its schema',
    remedy: 'Correct the fields listed under errors; /api/v1/openapi.json describes them.',
  },
  body_malformed: {
    title: 'The body cannot be read',
    remedy: 'Send the body in the form its Content-Type names, complete and in UTF-8.',
  },
  address_malformed: { title: 'The address cannot be read', remedy: 'Percent-encode the path as UTF-8 (RFC 3986).' },
  cursor_malformed: {
    title: 'The cursor is not one of this list',
    remedy: 'Take cursors from the next link only, or begin again without one.',
  },
  idempotency_key_missing: {
    title: 'A write needs an Idempotency-Key',
    remedy: 'Send an Idempotency-Key header with a new UUID, and the same one when you repeat the request.',
  },
  idempotency_key_malformed: {
    title: 'The Idempotency-Key has another form',
    remedy: 'Send one value of 1 to 255 visible ASCII characters, best a UUID.',
  },
  cross_site_write: {
    title: 'This write came from another site',
    remedy: 'Open the form on this site and send it from there.',
  },
  not_found: {
    title: 'There is nothing at this address',
    remedy: 'Check the address; lists and the search give the addresses there are.',
  },
  method_not_allowed: {
    title: 'This address does not take this method',
    remedy: 'Use one of the methods in the Allow header.',
  },
  request_too_slow: { title: 'The request did not arrive in time', remedy: 'Repeat it; nothing was done.' },
  idempotency_in_progress: {
    title: 'The first request with this Idempotency-Key is still at work',
    remedy: 'Repeat the same request after the seconds in Retry-After.',
  },
  precondition_failed: {
    title: 'It has changed since you read it',
    remedy: 'Read it again, then decide anew with its new ETag.',
  },
  body_too_large: { title: 'The body is too large', remedy: 'Send less at once.' },
  address_too_long: { title: 'The address is too long', remedy: 'Shorten the search or the key.' },
  media_type_unsupported: { title: 'This media type is not taken here', remedy: 'Send application/json.' },
  idempotency_key_reused: {
    title: 'This Idempotency-Key was used for another request',
    remedy: 'Use a new key for a new request, and a key again only for the very same one.',
  },
  rate_limited: {
    title: 'Too many requests from your network',
    remedy: 'Repeat after the seconds in Retry-After; for all of the data at once, use the exports.',
  },
  headers_too_large: { title: 'The headers are too large', remedy: 'Send fewer or shorter headers.' },
  internal: { title: 'The fault is ours', remedy: 'Tell the operator the incident number if it happens again.' },
  log_behind: {
    title: 'The public log is behind',
    remedy: 'Nothing was written. Repeat after the seconds in Retry-After with the same Idempotency-Key.',
  },
  unavailable: {
    title: 'A part that is needed cannot answer now',
    remedy: 'Repeat after the seconds in Retry-After; a write with the same Idempotency-Key.',
  },
  unknown_entry: {
    title: 'The register has no such entry',
    remedy: 'Take key and year from the use case itself; the search gives the keys there are.',
  },
  unknown_column: {
    title: 'The entry has no such column',
    remedy: 'Take the column from the fields of the entry, or leave it out to speak of the whole entry.',
  },
  report_empty: { title: 'The report has no words', remedy: 'Say what is wrong. Please name no person.' },
  report_too_long: { title: 'The report is too long', remedy: 'Say it in at most 2,000 characters.' },
  receipt_pending: {
    title: 'This record has no receipt yet',
    remedy: 'It is in the database; repeat after the seconds in Retry-After, when a witnessed checkpoint covers it.',
  },
  took_too_long: {
    title: 'The answer took too long',
    remedy: 'Repeat after the seconds in Retry-After; a write with the same Idempotency-Key.',
  },
}

const es: Texts = {
  request_malformed: {
    title: 'La petición no se ajusta a su esquema',
    remedy: 'Corrija los campos que figuran en errors; /api/v1/openapi.json los describe.',
  },
  body_malformed: {
    title: 'No se puede leer el cuerpo',
    remedy: 'Envíe el cuerpo en la forma que indica Content-Type, completo y en UTF-8.',
  },
  address_malformed: {
    title: 'No se puede leer la dirección',
    remedy: 'Codifique la ruta con signos de porcentaje como UTF-8 (RFC 3986).',
  },
  cursor_malformed: {
    title: 'El cursor no es de esta lista',
    remedy: 'Tome los cursores solo del enlace next, o empiece de nuevo sin cursor.',
  },
  idempotency_key_missing: {
    title: 'Una escritura necesita Idempotency-Key',
    remedy: 'Envíe la cabecera Idempotency-Key con un UUID nuevo, y el mismo cuando repita la petición.',
  },
  idempotency_key_malformed: {
    title: 'Idempotency-Key tiene otra forma',
    remedy: 'Envíe un solo valor de 1 a 255 caracteres ASCII visibles, mejor un UUID.',
  },
  cross_site_write: {
    title: 'Esta escritura vino de otro sitio',
    remedy: 'Abra el formulario en este sitio y envíelo desde ahí.',
  },
  not_found: {
    title: 'No hay nada en esta dirección',
    remedy: 'Revise la dirección; las listas y la búsqueda dan las que existen.',
  },
  method_not_allowed: {
    title: 'Esta dirección no admite ese método',
    remedy: 'Use uno de los métodos de la cabecera Allow.',
  },
  request_too_slow: { title: 'La petición no llegó a tiempo', remedy: 'Repítala; no se hizo nada.' },
  idempotency_in_progress: {
    title: 'La primera petición con esta Idempotency-Key sigue en curso',
    remedy: 'Repita la misma petición tras los segundos de Retry-After.',
  },
  precondition_failed: {
    title: 'Ha cambiado desde que lo leyó',
    remedy: 'Léalo otra vez y decida de nuevo con su ETag nuevo.',
  },
  body_too_large: { title: 'El cuerpo es demasiado grande', remedy: 'Envíe menos de una vez.' },
  address_too_long: { title: 'La dirección es demasiado larga', remedy: 'Acorte la búsqueda o la clave.' },
  media_type_unsupported: { title: 'Aquí no se admite ese tipo de contenido', remedy: 'Envíe application/json.' },
  idempotency_key_reused: {
    title: 'Esta Idempotency-Key ya se usó para otra petición',
    remedy: 'Use una clave nueva para una petición nueva, y la misma solo para repetir la misma.',
  },
  rate_limited: {
    title: 'Demasiadas peticiones desde su red',
    remedy: 'Repita tras los segundos de Retry-After; para todos los datos, use las exportaciones.',
  },
  headers_too_large: { title: 'Las cabeceras son demasiado grandes', remedy: 'Envíe menos cabeceras o más cortas.' },
  internal: {
    title: 'La falla es nuestra',
    remedy: 'Si se repite, dé a quien opera el servidor el número de incidente.',
  },
  log_behind: {
    title: 'El registro público va con retraso',
    remedy: 'No se ha escrito nada. Repita tras los segundos de Retry-After con la misma Idempotency-Key.',
  },
  unavailable: {
    title: 'Una parte necesaria no puede responder ahora',
    remedy: 'Repita tras los segundos de Retry-After; una escritura, con la misma Idempotency-Key.',
  },
  unknown_entry: {
    title: 'El registro no tiene esa entrada',
    remedy: 'Tome la clave y el año del propio caso de uso; la búsqueda da las claves que existen.',
  },
  unknown_column: {
    title: 'La entrada no tiene esa columna',
    remedy: 'Tome la columna de los campos de la entrada, o déjela en blanco para hablar de toda la entrada.',
  },
  report_empty: { title: 'El aviso no tiene texto', remedy: 'Diga qué está mal. No nombre a ninguna persona.' },
  report_too_long: { title: 'El aviso es demasiado largo', remedy: 'Dígalo en 2000 caracteres como máximo.' },
  receipt_pending: {
    title: 'Esta anotación todavía no tiene recibo',
    remedy:
      'Está en la base de datos; repita tras los segundos de Retry-After, cuando la cubra un resumen con testigos.',
  },
  took_too_long: {
    title: 'La respuesta tardó demasiado',
    remedy: 'Repita tras los segundos de Retry-After; una escritura, con la misma Idempotency-Key.',
  },
}

/** Title and remedy of every code, in both languages. */
export const PROBLEM_TEXTS: Readonly<Record<'en' | 'es', Texts>> = { en, es }

/** Where `type` points: the description of a code, served by this API. */
export function problemType(code: ProblemCode): string {
  return `/api/v1/problems/${code}`
}

/** The body for one occurrence. A defect (`internal`) tells its number and nothing else. */
export function problemBody(error: ApiError, requestId: string): Problem {
  const { status } = PROBLEMS[error.code]
  const { title, remedy } = en[error.code]
  const detail = error.code === 'internal' ? `Incident ${requestId}.` : (error.detail ?? remedy)
  return {
    type: problemType(error.code),
    title,
    status,
    code: error.code,
    instance: `urn:uuid:${requestId}`,
    detail,
    ...(error.ruleId === undefined ? {} : { ruleId: error.ruleId }),
    ...(error.errors.length === 0 ? {} : { errors: [...error.errors] }),
  }
}
