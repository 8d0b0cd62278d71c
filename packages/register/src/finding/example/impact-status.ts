import { made25, of, type RuleExample, times } from './made.ts'

const OVERRIDDEN = 'Presumed High-Impact, but Not High-impact'

const overridden = (reason: string) => made25({ is_high_impact: OVERRIDDEN, HI_justification: reason })
const notHigh = (reason: string) => made25({ is_high_impact: 'Not High-impact', HI_justification: reason })
const live = (cells: Readonly<Record<string, string>>) => made25({ development_stage: 'Pilot', ...cells })

export const IMPACT_STATUS_EXAMPLES: readonly RuleExample[] = [
  {
    rule: 'IM-01',
    fires: of(made25({ is_high_impact: 'b) Presumed high-impact, but determined not high impact' })),
    misses: of(made25({ is_high_impact: 'Not High-impact' })),
  },
  { rule: 'IM-02', fires: of(overridden('\u200B ')), misses: of(overridden('-')) },
  {
    rule: 'IM-03',
    fires: of(overridden('No effect.'), overridden('no  effect.')),
    times: 2,
    misses: of(overridden('No effect.'), overridden('No effect'), notHigh('No effect.')),
  },
  {
    rule: 'IM-04',
    fires: of(overridden('An officer verifies each lead.')),
    misses: of(overridden('Officership is verifiable.'), overridden('A human looks.'), overridden('It is reviewed.')),
  },
  {
    rule: 'IM-05',
    fires: of(live({ topic_area: 'Law Enforcement', is_high_impact: 'Not High-impact' })),
    misses: of(
      live({ topic_area: 'Law Enforcement', is_high_impact: OVERRIDDEN }),
      made25({ topic_area: 'Law Enforcement', is_high_impact: 'Not High-impact' }),
    ),
  },
  {
    rule: 'IM-06',
    fires: of(live({ is_high_impact: OVERRIDDEN, system_outputs: 'No facial recognition is used.' })),
    misses: of(
      live({ is_high_impact: OVERRIDDEN, system_outputs: 'Surface matching; invoice prints.' }),
      live({ is_high_impact: 'High-impact', system_outputs: 'Facial recognition.' }),
    ),
  },
  { rule: 'IM-07', fires: of(made25()), misses: of(made25({ is_high_impact: 'unclear' })) },
  { rule: 'IM-08', fires: of(made25()), misses: of(made25({ development_stage: 'Retired' })) },
  {
    rule: 'IM-09',
    fires: of(made25({ is_high_impact: 'High-impact', HI_justification: 'It is not.' })),
    misses: of(made25({ is_high_impact: 'High-impact' })),
  },
  {
    rule: 'IM-10',
    fires: of(...times(10, () => notHigh('Does not meet it'))),
    times: 10,
    misses: of(...times(9, () => notHigh('Does not meet it')), overridden('Does not meet it')),
  },
  {
    rule: 'IM-11',
    fires: of(overridden('The impact has not been determined.')),
    misses: of(overridden('The impact has been determined.'), notHigh('Needs further review')),
  },
]
