export const lettersEn = {
  'letters.title': 'Ask an agency for its records',
  'letters.description':
    'A letter that asks an agency for the records behind a finding, under the Freedom of Information Act or the Privacy Act. Nothing about you is asked for or kept.',
  'letters.warning-title': 'Read this first',
  'letters.warning-1':
    'A letter tells the agency who wrote it and where from. A Privacy Act request can tell an enforcement agency who and where somebody is.',
  'letters.warning-2':
    'If you, or someone close to you, has a matter before this agency or an office that works with it, ask a lawyer before you write. A lawyer or an organization can also write in their own name.',
  'letters.nothing-asked':
    'This page asks nothing about you. Your name and address are blank lines that you fill in by hand. Nothing is sent from here, and nothing is kept.',
  'letters.start':
    'A letter begins with a finding. Search for the use you want to know more about, open its page, and follow “Ask for the record” beside a finding.',
  'letters.search': 'Search the register',
  'letters.about': 'About {name}',
  'letters.which-finding': 'Which finding is the letter about?',
  'letters.which-law': 'Under which law?',
  'letters.foia': 'Freedom of Information Act',
  'letters.foia-hint':
    'For records of the agency about the system. Any person may ask, gives no reason, and need not be the one whose case it concerns.',
  'letters.privacy-act': 'Privacy Act',
  'letters.privacy-act-hint':
    'For records about yourself. Only for citizens and lawful permanent residents; you have to prove who you are. Ask a lawyer first.',
  'letters.draft': 'Draft the letter',
  'letters.no-findings':
    'Nothing is found about this use now, so there is no finding to write about. The Freedom of Information Act lets anybody ask for its records all the same.',
  'letters.not-us': 'Letters are drafted to agencies of the United States only.',
  'letters.unknown-finding': 'This finding does not stand on this use any more. Choose one that does.',
  'letters.unknown-use': 'No use case has the key “{key}”',
  'letters.letter': 'The letter',
  'letters.cover': 'The sheet you keep',
  'letters.in-english': 'The letter is in English, since it goes to an agency of the United States.',
  'letters.download-pdf': 'Download as PDF',
  'letters.download-txt': 'Download as text',
  'letters.other-law': 'Draft it under the other law',
  'letters.other-finding': 'Choose another finding',
  'letters.finding': 'The finding it rests on',
  'letters.by-hand': 'to fill in by hand',
} as const
