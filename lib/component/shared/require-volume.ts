import { mistake } from '../../core/problem';
import type { Quantity } from '../../core/quantity';
import { volumeFor } from './estimate';
import type { StackIdentity } from './identity';
import { constructPath } from './identity';
import { byteText } from './quantity-text';

export interface VolumeRequest {
  /** Name of the component, as in the profile's volumes. */
  readonly component: string;
  /** What the retention needs. */
  readonly data: Quantity<'bytes'>;
  /** What the user asked for. @default the smallest volume that holds the data */
  readonly asked: Quantity<'bytes'> | undefined;
  /** The arithmetic in words, for the diagnostic. */
  readonly arithmetic: string;
}

/** The size of a component's volume; refuses one that is too small for what is to be kept in it. */
export function volumeSize(stack: StackIdentity, { component, data, asked, arithmetic }: VolumeRequest): Quantity<'bytes'> {
  const needed = volumeFor(data);
  if (asked !== undefined && asked.value < needed.value) {
    throw mistake({
      check: 'stack/volume-too-small',
      message: `the volume of ${component} has ${byteText(asked)}, its retention needs ${byteText(needed)}`,
      place: { subject: constructPath(stack, component) },
      why: `${arithmetic}; data may fill 80 % of a volume`,
      fix: `give it ${byteText(needed)}, or shorten the retention, or lower the estimate of the workload`,
    });
  }
  return asked ?? needed;
}
