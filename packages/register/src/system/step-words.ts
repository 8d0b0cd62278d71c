import type { Words } from './words.ts'

interface Step {
  readonly words: Words
  readonly citation: string
}

/**
 * What can be done, in plain words. Only rules whose text is certain are cited; nothing promises an outcome, and the
 * first line of all is that a letter to an enforcement agency can tell it who and where somebody is (abuse P25).
 */
export const STEP_WORDS = {
  'person-lawyer-first': {
    words: {
      en: 'Speak with a lawyer or an accredited representative before you write to the agency. A letter or a request for records can tell an enforcement agency who you are and where you live.',
      es: 'Hable con un abogado o un representante acreditado antes de escribir a la agencia. Una carta o una solicitud de registros puede revelar a una agencia de aplicación de la ley quién es usted y dónde vive.',
    },
    citation: '',
  },
  'person-ask-grounds': {
    words: {
      en: 'If a decision was made about you, ask what was decided, why, and which records it rests on. Keep every letter with its date.',
      es: 'Si se tomó una decisión sobre usted, pregunte qué se decidió, por qué y en qué registros se basa. Guarde cada carta con su fecha.',
    },
    citation: '',
  },
  'person-appeal-declared': {
    words: {
      en: 'For at least one use of this system the agency declares an appeal process. Ask the office that decided how to use it and by when.',
      es: 'Para al menos un uso de este sistema, la agencia declara un proceso de apelación. Pregunte a la oficina que decidió cómo usarlo y hasta cuándo.',
    },
    citation: 'M-25-21 s.4(b)(vi)',
  },
  'person-no-appeal-declared': {
    words: {
      en: 'For at least one use of this system no established appeal process is declared. The decision itself may still be open to challenge: ask a lawyer which rules and time limits apply to it.',
      es: 'Para al menos un uso de este sistema no se declara un proceso de apelación establecido. Aun así, puede ser posible impugnar la decisión: pregunte a un abogado qué reglas y plazos se aplican.',
    },
    citation: 'M-25-21 s.4(b)(vi)',
  },
  'person-correct-record': {
    words: {
      en: 'If a record about you is wrong, the agency can be asked to correct it. Who may do so under the Privacy Act is limited: ask a lawyer first.',
      es: 'Si un registro sobre usted es incorrecto, se puede pedir a la agencia que lo corrija. No todas las personas pueden hacerlo bajo la Ley de Privacidad: pregunte antes a un abogado.',
    },
    citation: '5 USC 552a(d)',
  },
  'person-oversight': {
    words: {
      en: "Somebody can also write for you to the department's inspector general, its civil-rights office, its privacy office, or a member of Congress. A complaint is no appeal and stops no time limit.",
      es: 'Alguien también puede escribir por usted al inspector general del departamento, a su oficina de derechos civiles, a su oficina de privacidad o a un miembro del Congreso. Una queja no es una apelación ni detiene ningún plazo.',
    },
    citation: '',
  },
  'lawyer-decision-record': {
    words: {
      en: 'Ask for the record of the decision: what the system put out, when and in which version, who reviewed it, and which evidence supports it apart from the system.',
      es: 'Solicite el expediente de la decisión: qué produjo el sistema, cuándo y en qué versión, quién lo revisó y qué pruebas la apoyan aparte del sistema.',
    },
    citation: '',
  },
  'lawyer-practices': {
    words: {
      en: 'Hold the declared answers against the minimum practices, and quote file and record. An answer such as "Not Applicable" is a declaration, not a practice.',
      es: 'Compare las respuestas declaradas con las prácticas mínimas y cite el archivo y el registro. Una respuesta como "No se aplica" es una declaración, no una práctica.',
    },
    citation: 'M-25-21 s.4(b)',
  },
  'lawyer-determination': {
    words: {
      en: 'Request the determination by which the presumption of high impact was set aside, with its reason.',
      es: 'Solicite la determinación por la que se dejó sin efecto la presunción de alto impacto, con su motivo.',
    },
    citation: 'M-25-21 s.6; 5 USC 552',
  },
  'lawyer-status-reason': {
    words: {
      en: 'Request the reason why this use is not high-impact. That a person decides in the end does not by itself make it so.',
      es: 'Solicite el motivo por el que este uso no es de alto impacto. Que al final decida una persona no basta por sí solo.',
    },
    citation: 'M-25-21 s.5; 5 USC 552',
  },
  'lawyer-assessment': {
    words: {
      en: 'Request the impact assessment, test results, independent review, monitoring reports, training material and the privacy assessment.',
      es: 'Solicite la evaluación de impacto, los resultados de las pruebas, la revisión independiente, los informes de vigilancia, el material de capacitación y la evaluación de privacidad.',
    },
    citation: '5 USC 552',
  },
  'lawyer-years-differ': {
    words: {
      en: 'Compare what was declared in 2024 and in 2025, and ask for the reason of each change.',
      es: 'Compare lo declarado en 2024 y en 2025 y pregunte el motivo de cada cambio.',
    },
    citation: '',
  },
  'lawyer-offices-differ': {
    words: {
      en: 'Offices of one department answer differently for the same kind of tool: ask each for its reasons.',
      es: 'Oficinas de un mismo departamento responden de manera distinta para el mismo tipo de herramienta: pregunte a cada una sus motivos.',
    },
    citation: '',
  },
  'lawyer-agreement': {
    words: {
      en: 'Data of another agency is reported to feed this system: request the agreement, with its purpose, limits, end, and the steps for checking a match and telling the person.',
      es: 'Según informes, este sistema se alimenta de datos de otra agencia: solicite el acuerdo, con su fin, sus límites, su término y los pasos para comprobar una coincidencia y avisar a la persona.',
    },
    citation: '5 USC 552',
  },
  'journalist-quote': {
    words: {
      en: 'Quote a declaration with agency, year, file and record, and say that it is declared. What is only reported is not on record.',
      es: 'Cite una declaración con agencia, año, archivo y registro, y diga que es una declaración. Lo que solo figura en informes de prensa no consta en el registro.',
    },
    citation: '',
  },
  'journalist-no-entry': {
    words: {
      en: 'Ask the agency whether the system is in its inventory, under which name, and if not, why not.',
      es: 'Pregunte a la agencia si el sistema está en su inventario, con qué nombre y, si no está, por qué.',
    },
    citation: '',
  },
  'journalist-retired': {
    words: {
      en: 'It is declared retired: ask when its use ended, what took its place, and what became of its data.',
      es: 'Se declara retirado: pregunte cuándo terminó su uso, qué lo reemplazó y qué pasó con sus datos.',
    },
    citation: '',
  },
  'journalist-vendor-withheld': {
    words: {
      en: 'The vendor is withheld in the inventory: request its name, and read the entry beside the award on record. That both belong together is not proven.',
      es: 'El inventario no revela el proveedor: solicite su nombre y lea la entrada junto al contrato que consta. No está probado que se trate del mismo.',
    },
    citation: '5 USC 552',
  },
  'journalist-award': {
    words: {
      en: 'Look up the contract number in the public spending records, and request the contract with its statement of work.',
      es: 'Busque el número de contrato en los registros públicos de gasto y solicite el contrato con su descripción de trabajo.',
    },
    citation: '5 USC 552',
  },
  'journalist-reported-award': {
    words: {
      en: 'An award is reported that this register does not hold: look for it in the public spending records before you repeat the amount.',
      es: 'Se informa de un contrato que no consta en este registro: búsquelo en los registros públicos de gasto antes de repetir el monto.',
    },
    citation: '',
  },
  'journalist-second-source': {
    words: {
      en: 'All of this rests on one weak source. Find a second one before you repeat any of it.',
      es: 'Todo esto se basa en una sola fuente débil. Busque otra antes de repetir algo de ello.',
    },
    citation: '',
  },
  'journalist-next-inventory': {
    words: {
      en: 'Compare with the next inventory, and request earlier and later versions of the entry with what was written about its status.',
      es: 'Compare con el próximo inventario y solicite versiones anteriores y posteriores de la entrada, con lo escrito sobre su estado.',
    },
    citation: '5 USC 552',
  },
} as const satisfies Readonly<Record<`${'person' | 'lawyer' | 'journalist'}-${string}`, Step>>

export type StepId = keyof typeof STEP_WORDS
