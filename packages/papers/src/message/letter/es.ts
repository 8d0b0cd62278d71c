export const letterEs = {
  'letter.cover-title': 'Lea esto primero',
  'letter.keep': 'Guarde esta hoja. No la envíe con la carta.',
  'letter.before': 'Antes de enviar nada',
  'letter.privacy-where':
    'Una solicitud según la Ley de Privacidad (Privacy Act) puede decirle a la agencia, y a las oficinas que trabajan con ella, quién es usted y dónde está. Pregunte a un abogado antes de enviarla.',
  'letter.privacy-exempt':
    'Los expedientes de las autoridades policiales suelen quedar fuera de este derecho. Es posible que la solicitud no le traiga nada y aun así le diga a la agencia dónde encontrarle.',
  'letter.privacy-covered':
    'La Ley de Privacidad da este derecho a los ciudadanos y a los residentes permanentes legales de los Estados Unidos (5 U.S.C. 552a(a)(2)). Un abogado puede decirle qué ley sirve en su situación y si conviene pedir algo.',
  'letter.privacy-proof': 'La agencia le pedirá que demuestre quién es antes de responder.',
  'letter.foia-who':
    'Cualquier persona puede pedir estos documentos. La carta no da motivos, y no tiene que venir de la persona de cuyo caso tratan. Puede enviarla en su lugar un abogado, una organización o un periodista.',
  'letter.foia-name':
    'La agencia ve y guarda el nombre y la dirección que lleve la carta. Si usted o alguien cercano tiene un asunto ante esta agencia o ante una oficina que trabaja con ella, pregunte a un abogado antes de enviarla.',
  'letter.foia-own': 'No escriba en ella nada sobre su propio caso ni sobre su situación.',
  'letter.filling': 'Qué debe llenar',
  'letter.blank':
    'No se ha llenado nada sobre usted. Imprima la carta y llene a mano las líneas en blanco. Recourse no la envía y no guarda copia.',
  'letter.address':
    'Tome la dirección de la página FOIA de la propia agencia o de foia.gov. Muchos departamentos quieren la carta en la oficina que tiene los documentos.',
  'letter.options':
    'Tache cualquier párrafo que no corresponda. La carta está en inglés porque va dirigida a una agencia federal.',
  'letter.no-advice': 'Es un borrador hecho con archivos publicados. No es asesoría legal.',
} as const
