import { describe } from 'vitest'
import { keptRepliesContract } from './testing/kept-replies.contract.ts'
import { memoryKeptReplies } from './testing/memory-kept-replies.ts'

describe('memoryKeptReplies', () => {
  keptRepliesContract(async () => memoryKeptReplies())
})
