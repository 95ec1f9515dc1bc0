/** Seeded signers for benches: the same as the tests solve back. */
export { addTrackerNoise } from '../../samples/generate/tracker-noise.ts';
export { createRandomSigner } from '../../tests/support/random-signer.ts';
