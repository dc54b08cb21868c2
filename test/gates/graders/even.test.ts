import { slugs } from '../../../tools/slugs';
import { holds } from './holds';

slugs()
  .filter((_, i) => i % 2 === 0)
  .forEach(holds);
