/** Every way in which bytes can be refused in this room. Closed: a new code is a visible decision (surface.test.ts). */
export type LogErrorCode =
  | 'bundle_malformed'
  | 'checkpoint_empty_root'
  | 'checkpoint_extensions'
  | 'checkpoint_malformed'
  | 'checkpoint_origin'
  | 'commitment_mismatch'
  | 'consistency_mismatch'
  | 'cosignature_malformed'
  | 'disclosure_malformed'
  | 'entry_granularity'
  | 'entry_malformed'
  | 'entry_too_large'
  | 'hash_length'
  | 'inclusion_mismatch'
  | 'index_bucket_malformed'
  | 'index_mismatch'
  | 'index_proof_malformed'
  | 'index_root_misplaced'
  | 'json_malformed'
  | 'json_not_canonical'
  | 'key_ambiguous'
  | 'key_name'
  | 'label_order'
  | 'log_proof_malformed'
  | 'mirror_malformed'
  | 'not_base64'
  | 'not_decimal'
  | 'not_hex'
  | 'not_utf8'
  | 'note_malformed'
  | 'note_too_large'
  | 'out_of_range'
  | 'policy_malformed'
  | 'proof_length'
  | 'quorum_missing'
  | 'signature_invalid'
  | 'signature_missing'
  | 'stream_event_misplaced'
  | 'stream_gap'
  | 'stream_proof_malformed'
  | 'subtree_invalid'
  | 'tile_length'
  | 'tile_mismatch'
  | 'tile_missing'
  | 'tile_path'
  | 'vkey_id'
  | 'vkey_malformed'
  | 'vkey_type'
  | 'witness_malformed'

/** The one error this room throws. The message says what was expected and what came; it never quotes a key, a salt or a record. */
export class LogError extends Error {
  readonly code: LogErrorCode

  constructor(code: LogErrorCode, message: string, options?: ErrorOptions) {
    super(`log: ${message}`, options)
    this.name = 'LogError'
    this.code = code
  }
}
