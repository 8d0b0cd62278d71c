import { z } from 'zod'

/** Query field of every page: `lang=es`. Any other value is English, since a wrong word should not hide a page. */
export const langQuery = { lang: z.enum(['en', 'es']).catch('en').default('en') }
