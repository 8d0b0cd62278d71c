export const letterEn = {
  'letter.cover-title': 'Read this first',
  'letter.keep': 'Keep this sheet. Do not send it with the letter.',
  'letter.before': 'Before you send anything',
  'letter.privacy-where':
    'A Privacy Act request can tell the agency, and the offices that work with it, who you are and where you are. Ask a lawyer before you send it.',
  'letter.privacy-exempt':
    'Files of law enforcement are often exempt from this right. A request may bring you nothing and still tell the agency where to find you.',
  'letter.privacy-covered':
    'The Privacy Act gives this right to citizens and to lawful permanent residents of the United States (5 U.S.C. 552a(a)(2)). A lawyer can tell you which law fits your situation, and whether to ask at all.',
  'letter.privacy-proof': 'The agency will ask you to prove who you are before it answers.',
  'letter.foia-who':
    'Any person may ask for these records. The letter gives no reason, and it need not come from the person whose case the records concern. A lawyer, an organization or a journalist can send it instead.',
  'letter.foia-name':
    'The agency sees and keeps the name and the address on the letter. If you, or someone close to you, has a matter before this agency or an office that works with it, ask a lawyer before you send it.',
  'letter.foia-own': 'Do not write anything about your own case or your own situation in it.',
  'letter.filling': 'What to fill in',
  'letter.blank':
    'Nothing about you is filled in. Print the letter and fill in the blank lines by hand. Recourse does not send it and keeps no copy.',
  'letter.address':
    'Take the address from the agency’s own FOIA page or from foia.gov. Many departments want the letter at the bureau that holds the records.',
  'letter.options': 'Cross out any paragraph that does not fit.',
  'letter.no-advice': 'This is a draft made from published files. It is not legal advice.',
} as const
