import type { Example } from '../component/example.ts'
import type { VerifyPageProps } from './page.tsx'

const POLICY = `log recourse.example/log+01dc7c4d+AbAVE9cQjcmSfgg+4A3xYgW7pPXJemRhovVtdVa5I53x
# run-by w1 independent A university
witness w1 witness.example/w1+0bc6c4d8+BPFOFwcMOBqL55uw39KJdSWC0N/rjhpnh7qLWi392uoE
quorum w1
`

export const verifyExamples: readonly Example<VerifyPageProps>[] = [
  {
    name: 'with the policy of this server',
    props: { policy: { text: POLICY, address: '/log/policy' } },
    expects: [
      'Works with your network off.',
      'npx recourse receipt verify',
      'From /log/policy on this server',
      "connect-src 'none'; form-action 'none'",
      '<script defer src="',
      'Whether a person has a case.',
    ],
    expectsNot: ['<form', 'method=', 'type="module"'],
  },
  {
    name: 'a server without a log',
    props: { policy: null },
    expects: ['This server publishes no log', 'id="trust-receipt"'],
    expectsNot: ['id="trust-site"', '<form'],
  },
]
