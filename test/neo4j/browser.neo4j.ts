// What the pages show holds over this store too: `emptyStore` is Neo4j's where its tests run.
import '../browser/look.test.js';
