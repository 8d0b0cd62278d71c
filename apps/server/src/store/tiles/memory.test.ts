import { describe } from 'vitest'
import { memoryTiles } from './memory.ts'
import { tileStoreContract } from './testing/tiles.contract.ts'

describe('memoryTiles', () => {
  tileStoreContract(async () => {
    const store = memoryTiles()
    return { store, again: () => memoryTiles(store.files) }
  })
})
