export type { Ack, BrokenPromise } from './ack.ts'
export {
  ackKey,
  ackKeyName,
  openAck,
  PUBLISH_WITHIN_SECONDS,
  parseAck,
  provePromiseBroken,
  provePromiseBrokenByLeaves,
  writeAck,
} from './ack.ts'
export { decodeBundle, encodeBundle, MAX_ENTRY_BYTES } from './bundle.ts'
export type { Checkpoint } from './checkpoint.ts'
export { parseCheckpoint, parseOwnCheckpoint, writeCheckpoint } from './checkpoint.ts'
export type { CommittedRecord, ReadValue, RecordCommitment, SaltedSlot, SaltedValue, SlotValue } from './commitment.ts'
export {
  commitmentOf,
  commitRecord,
  fieldLeaf,
  fieldSalt,
  itemLeaf,
  listValue,
  MAX_SLOTS,
  readValue,
} from './commitment.ts'
export type {
  Cosignature,
  CosignedTree,
  OpenedCheckpoint,
  SignatureCheck,
  SignatureChecks,
  TimedSignature,
} from './cosignature.ts'
export {
  ed25519CosignatureMessage,
  mlDsa44CosignatureMessage,
  noteSigner,
  noteVerifier,
  openCheckpoint,
  parseTimedSignature,
  signedMessage,
  writeTimedSignature,
} from './cosignature.ts'
export type { DisclosedSlot, Disclosure, ListDisclosure } from './disclosure.ts'
export { disclose, verifyDisclosure } from './disclosure.ts'
export type { EventEntry, IndexRootEntry, LogEntry, ShardStartEntry } from './entry.ts'
export { decodeEntry, encodeEntry, shardStart } from './entry.ts'
export type { LogErrorCode } from './error.ts'
export { LogError } from './error.ts'
export type { ForkEvidence } from './fork.ts'
export { forkProof, parseForkEvidence, verifyForkEvidence, writeForkEvidence } from './fork.ts'
export type { LogEdge, LogFile } from './growth.ts'
export { checkGrowth, EMPTY_EDGE, edgeRoot, edgeTiles, grow, openEdge } from './growth.ts'
export type { Sha256 } from './hash.ts'
export { digest, emptyRoot, HASH_BYTES, hashLeafInto, hmacSha256, leafHash, nodeHash } from './hash.ts'
export type { JsonValue } from './json.ts'
export { canonicalJson, parseCanonicalJson, parseJson } from './json.ts'
export type { LabelBucket, LabelPlace, LabelProof, SortedLabels } from './label-index.ts'
export {
  bucketBits,
  decodeBucket,
  encodeBucket,
  labelBucket,
  labelIndexRoot,
  proveFromBucket,
  proveLabel,
  sortLabels,
  verifyLabel,
} from './label-index.ts'
export type { BucketHash, LabelTree, PackedPlaces, ReadyIndex } from './label-tree.ts'
export {
  bucketOf,
  bucketOfIndex,
  bucketSiblings,
  emptyLabelTree,
  hashBucket,
  labelTreeRoot,
  PLACE_BYTES,
  readyIndex,
  setBuckets,
  sortPlaces,
  unpackPlaces,
} from './label-tree.ts'
export type { LeafRange } from './merkle.ts'
export {
  consistencyRanges,
  treeRoot,
  verifyConsistency,
  verifyInclusion,
  verifySubtreeConsistency,
  verifySubtreeInclusion,
} from './merkle.ts'
export type { AddEntries, EntryPackage, MirrorInfo, PackageRange } from './mirror.ts'
export {
  MAX_PACKAGES,
  packageRanges,
  parseAddEntries,
  parseMirrorInfo,
  verifyEntryPackage,
  writeAddEntries,
  writeEntryPackage,
  writeMirrorInfo,
} from './mirror.ts'
export type { Note, NoteSignature, NoteSigner, NoteVerifier, OpenedNote } from './note.ts'
export {
  MAX_NOTE_BYTES,
  MAX_SIGNATURES,
  openNote,
  parseNote,
  parseSignatureLines,
  signNote,
  writeNote,
  writeSignatureLine,
} from './note.ts'
export type { WitnessRunner } from './own-quorum.ts'
export { isOwnQuorum, witnessRunners } from './own-quorum.ts'
export type { CosignedDuring, Policy, PolicyGroup, PolicyLog, PolicyMember, PolicyWitness } from './policy.ts'
export { isQuorum, parsePolicy } from './policy.ts'
export type { LogProof } from './proof.ts'
export { openUnderPolicy, parseLogProof, verifyLogProof, writeLogProof } from './proof.ts'
export type { CompactRange, ReadNode, TreeNode } from './prove.ts'
export {
  appendToRange,
  EMPTY_RANGE,
  fullNodes,
  inclusionRanges,
  proveConsistency,
  proveInclusion,
  proveSubtreeConsistency,
  rangeRoot,
  rootFromNodes,
} from './prove.ts'
export { fromBase64, fromHex, parseDecimal, toBase64, toHex } from './radix.ts'
export type { PlainReceipt, Receipt, RedactedReceipt, WholeReceipt } from './receipt.ts'
export { plainReceipt, SLOT, slotsFromJson, slotsToJson } from './receipt.ts'
export { MAX_RECEIPT_BYTES, parseReceipt, proofOfReceipt, receiptFileName, writeReceipt } from './receipt-codec.ts'
export type {
  ReceiptCaveat,
  ReceiptFacts,
  ReceiptStep,
  ReceiptStepName,
  ReceiptTrust,
  ReceiptVerdict,
} from './receipt-verdict.ts'
export { RECEIPT_STEPS } from './receipt-verdict.ts'
export { doReceiptsChain, verifyReceipt } from './receipt-verify.ts'
export { publicStreamKey, streamId, streamLabel } from './stream.ts'
export type { ProvenEntry, StreamEvent, StreamProof, VerifiedStream } from './stream-proof.ts'
export { isStepMissing, MAX_GAP, NEXT_LABELS, verifyStreamProof } from './stream-proof.ts'
export { parseStreamProof, writeStreamProof } from './stream-proof-codec.ts'
export type { StreamSource } from './stream-prove.ts'
export { makeStreamProof } from './stream-prove.ts'
export type { LevelShape, TileId } from './tile.ts'
export {
  assertTile,
  nodeInTile,
  nodesFromTiles,
  parseTilePath,
  TILE_WIDTH,
  tileAt,
  tilePath,
  tilesBetween,
  tilesOf,
  treeShape,
} from './tile.ts'
export { decodeUtf8, encodeUtf8 } from './utf8.ts'
export type { KeyType, VerifierKey } from './vkey.ts'
export { KEY_TYPES, keyIdOf, parseVkey, verifierKey, writeVkey } from './vkey.ts'
export type { AddCheckpoint, WitnessAnswer, WitnessedTree } from './witness.ts'
export {
  answerAddCheckpoint,
  originHash,
  parseAddCheckpoint,
  parseTreeSize,
  writeAddCheckpoint,
  writeTreeSize,
} from './witness.ts'
