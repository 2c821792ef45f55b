import { catalogsOf, scrapedAgain } from './scraped-again';

scrapedAgain(catalogsOf.more);
