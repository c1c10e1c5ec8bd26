import { storeContract } from '../store/contract.js';
import { emptyNeo4j } from './database.js';

storeContract('Neo4j', emptyNeo4j);
