import type { changesEn } from './en.ts'

export const changesEs = {
  'changes.title': 'Qué cambió',
  'changes.description':
    'Archivos importados, declaraciones que cambiaron y hallazgos que cambiaron o terminaron, lo más nuevo primero.',
  'changes.lead':
    'Archivos que se importaron aquí, declaraciones que cambió un archivo más nuevo y hallazgos que cambiaron o ya no se aplican. Lo más nuevo primero.',
  'changes.feed': 'Seguir estos cambios por suscripción (Atom)',
  'changes.none': 'Aún no ha cambiado nada: aquí no se ha importado ningún archivo.',
  'changes.kind-inventory': 'Archivo importado',
  'changes.kind-entry': 'Declaración',
  'changes.kind-finding': 'Hallazgo',
  'changes.newest':
    'Se muestran los {count, number} más nuevos; lo anterior no se pierde: está en la página de cada uso.',
  'changes.feed-title': 'Recourse: cambios del registro',
} as const satisfies Readonly<Record<keyof typeof changesEn, string>>
