export const reportEn = {
  'report.title': 'Report an error in this entry',
  'report.description': 'Report an error in an entry of the register. No name and no address is asked for.',
  'report.about': 'About {name}',
  'report.no-name':
    'No name and no address is asked for, and none is kept. Do not write the name of any person, or where somebody is.',
  'report.never-printed':
    'An editor reads your words. They are never shown on any page, and they are erased when the report is settled.',
  'report.limits':
    'This register shows what an agency published. What the agency itself got wrong, only the agency can correct; a report here keeps that error from being repeated by us.',
  'report.field': 'Which text is it about?',
  'report.field-hint': 'Columns of the published file, by year.',
  'report.whole': 'The entry as a whole',
  'report.year': 'Inventory of {year}',
  'report.kind': 'What is the matter?',
  'report.kind-wrong': 'It is not what the agency published, or it is told wrongly here',
  'report.kind-names-person': 'It names a private person',
  'report.kind-names-person-hint':
    'The text you choose is hidden at once, until an editor answers, for two business days at most.',
  'report.kind-endangers': 'It puts somebody in danger',
  'report.kind-endangers-hint':
    'The text you choose is hidden at once, until an editor answers, for two business days at most.',
  'report.kind-other': 'Something else',
  'report.text': 'What should the editor know?',
  'report.text-hint': 'No names, no addresses. {limit, number} characters at most.',
  'report.send': 'Send the report',
  'report.error-kind': 'Choose what is the matter',
  'report.error-text': 'Say in a few words what the editor should know',
  'report.error-long': 'Say it in {limit, number} characters at most; there are {count, number} now',
  'report.error-field': 'Choose the text it is about, so that it can be hidden',
  'report.error-unknown': 'Choose a text from the list: the one named is not in this entry',
  'report.kept-title': 'Your report is kept with this entry',
  'report.kept-what':
    'An editor reads it. Your words are never shown on any page, and they are erased when the report is settled. Nothing about you was kept.',
  'report.kept-next':
    'If it says that a text names a private person or puts somebody in danger, that text is hidden by now, once. Findings stay as they are.',
  'report.kept-answer':
    'Nobody can write back to you, since nothing about you is kept. What comes of it is seen on the page of the entry and in the feed of changes.',
  'report.back': 'Back to the entry',
} as const
