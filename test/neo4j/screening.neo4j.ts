// What is said of names holds for this store too: `emptyStore` is Neo4j's where its tests run.
import '../names/screening.test.js';
