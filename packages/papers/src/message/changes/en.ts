export const changesEn = {
  'changes.title': 'What changed',
  'changes.description': 'Files imported, declarations that changed and findings that changed or ended, newest first.',
  'changes.lead':
    'Files that were imported here, declarations that a newer file changed, and findings that changed or no longer apply. Newest first.',
  'changes.feed': 'Follow these changes as a feed (Atom)',
  'changes.none': 'Nothing has changed yet: no file has been imported here.',
  'changes.kind-inventory': 'File imported',
  'changes.kind-entry': 'Declaration',
  'changes.kind-finding': 'Finding',
  'changes.newest': 'The {count, number} newest are shown; nothing older is lost, it stands on the page of each use.',
  'changes.feed-title': 'Recourse: changes of the register',
} as const
