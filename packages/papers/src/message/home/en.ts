export const homeEn = {
  'home.title': 'What AI does your government use, and what is missing',
  'home.description':
    'Every AI use that United States agencies have published in 2023, 2024 and 2025: what each declares about its safeguards, and what is missing, down to file, row and column.',
  'home.headline-total': '{total, plural, one {# deployed high-impact use.} other {# deployed high-impact uses.}}',
  'home.headline-appeal':
    '{appeal, plural, =0 {None reports an established way to appeal.} one {# reports an established way to appeal.} other {# report an established way to appeal.}}',
  'home.headline-about':
    'Declared by United States agencies for 2025. High-impact means that the output is a main basis for decisions with a legal or significant effect on people.',
  'home.squares-alt':
    '{total, number} deployed high-impact uses by agency; {appeal, number} declare an established way to appeal',
  'home.squares-meaning': 'Established way to appeal declared',
  'home.squares-key': 'One square a use. Filled: an established way to appeal is declared. Hollow: none is.',
  'home.counted': '{records, number} records, SHA-256 {digest}',
  'home.news': 'In the news',
  'home.news-all': 'All {count, number} named systems',
  'home.changed': 'Changed since the inventory before',
  'home.changed-YR-01': '{count, plural, one {# declared with less impact} other {# declared with less impact}}',
  'home.changed-YR-02': '{count, plural, one {# stage went backwards} other {# stages went backwards}}',
  'home.changed-YR-04': '{count, plural, one {# appeal went backwards} other {# appeals went backwards}}',
  'home.changed-YR-05': '{count, plural, one {# assessment went backwards} other {# assessments went backwards}}',
  'home.changed-YR-08': '{count, plural, one {# declared with more impact} other {# declared with more impact}}',
  'home.changed-YR-10':
    '{count, plural, one {# with impact on people not found under its name} other {# with impact on people not found under their names}}',
  'home.changed-YR-12': '{count, plural, one {# agency gone} other {# agencies gone}}',
  'home.search-title': 'Search the register',
  'home.search-description':
    'Search AI uses that governments have published, by name, agency, vendor, or what they do.',
  'home.example-1': 'face matching',
  'home.example-2': 'benefits',
  'home.example-3': 'translation',
  'home.example-4': 'license plate',
  'home.all-title': 'All uses',
  'home.results-title': 'What was found',
  'home.results-for': '{total, plural, one {# use holds these words.} other {# uses hold these words.}}',
  'home.results-limits': '{total, plural, one {# use is within these limits.} other {# uses are within these limits.}}',
  'home.nearly':
    'Nothing holds these words as they stand. Words of the register that come nearest were searched for instead: “{words}”.',
  'home.none': 'Nothing in the register holds these words within these limits.',
  'home.none-do': 'What you can try',
  'home.none-shorter':
    'Fewer words, or another word for the same thing: agencies often write “biometric” for face matching.',
  'home.none-limits': 'Without the limits',
  'home.none-all': 'The whole register',
  'home.none-systems': 'The systems named in the press, some of which no inventory lists',
  'home.fresh-title': 'No inventory has been imported here yet',
  'home.fresh-what':
    'What you see is the facts of the systems named in the press, and figures that this project counted from the published files. Single uses and their findings appear as soon as the files are imported:',
  'home.fresh-where':
    'The federal inventories are published on GitHub, in the two places below. Any file may be left out, and an https:// address may stand in the place of a file name.',
  'home.fresh-systems': 'Named systems that hold these words',
  'home.fresh-none':
    'No named system holds these words. Single uses can be searched once the inventories are imported.',
  'home.no-bureau': 'No bureau declared',
  'home.stage-blank': 'No stage declared',
  'home.impact-blank': 'No impact status declared',
  'facet.agency': 'Agency',
  'facet.bureau': 'Bureau',
  'facet.year': 'Inventory year',
  'facet.stage': 'Stage, newest declared',
  'facet.impact': 'Impact, newest declared',
  'facet.vendor': 'Vendor',
  'facet.rule': 'Finding',
  'facet.jurisdiction': 'Country',
  'facet.us': 'United States',
  'facet.uk': 'United Kingdom',
  'facet.nl': 'Netherlands',
} as const
