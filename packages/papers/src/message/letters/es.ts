import type { lettersEn } from './en.ts'

export const lettersEs = {
  'letters.title': 'Pida sus registros a una agencia',
  'letters.description':
    'Una carta que pide a una agencia los registros detrás de un hallazgo, según la Ley de Libertad de Información o la Ley de Privacidad. No se pide ni se guarda nada sobre usted.',
  'letters.warning-title': 'Lea esto primero',
  'letters.warning-1':
    'Una carta le dice a la agencia quién la escribió y desde dónde. Una solicitud según la Ley de Privacidad puede decirle a una agencia de control quién es alguien y dónde está.',
  'letters.warning-2':
    'Si usted o alguien cercano tiene un asunto ante esta agencia o ante una oficina que trabaja con ella, pregunte a un abogado antes de escribir. Un abogado o una organización también puede escribir en su propio nombre.',
  'letters.nothing-asked':
    'Esta página no pregunta nada sobre usted. Su nombre y su dirección son líneas en blanco que usted llena a mano. Desde aquí no se envía ni se guarda nada.',
  'letters.start':
    'Una carta empieza con un hallazgo. Busque el uso del que quiere saber más, abra su página y siga «Pedir el expediente» junto a un hallazgo.',
  'letters.search': 'Buscar en el registro',
  'letters.about': 'Sobre {name}',
  'letters.which-finding': '¿De qué hallazgo trata la carta?',
  'letters.which-law': '¿Según qué ley?',
  'letters.foia': 'Ley de Libertad de Información (FOIA)',
  'letters.foia-hint':
    'Para documentos de la agencia sobre el sistema. Cualquier persona puede pedirlos, sin dar motivos y sin ser la persona de cuyo caso se trata.',
  'letters.privacy-act': 'Ley de Privacidad (Privacy Act)',
  'letters.privacy-act-hint':
    'Para registros sobre usted. Solo para ciudadanos y residentes permanentes legales; tiene que probar quién es. Pregunte antes a un abogado.',
  'letters.draft': 'Redactar la carta',
  'letters.no-findings':
    'Ahora no se encuentra nada sobre este uso, así que no hay hallazgo sobre el que escribir. Aun así, la Ley de Libertad de Información permite a cualquiera pedir sus documentos.',
  'letters.not-us': 'Solo se redactan cartas a agencias de los Estados Unidos.',
  'letters.unknown-finding': 'Este hallazgo ya no está en este uso. Elija uno que esté.',
  'letters.unknown-use': 'Ningún uso tiene la clave «{key}»',
  'letters.letter': 'La carta',
  'letters.cover': 'La hoja que usted guarda',
  'letters.in-english': 'La carta está en inglés, porque va a una agencia de los Estados Unidos.',
  'letters.download-pdf': 'Descargar en PDF',
  'letters.download-txt': 'Descargar como texto',
  'letters.other-law': 'Redactarla según la otra ley',
  'letters.other-finding': 'Elegir otro hallazgo',
  'letters.finding': 'El hallazgo en que se apoya',
  'letters.by-hand': 'para llenar a mano',
} as const satisfies Readonly<Record<keyof typeof lettersEn, string>>
