/** Exports that merchants have and that are no catalogue, known by their header, with the way on. */
export const OTHER_EXPORTS: readonly {
  readonly called: string;
  readonly needs: readonly string[];
  readonly fix: string;
}[] = [
  {
    called: 'an export of orders',
    needs: ['lineitem quantity'],
    fix: 'Import it with npm run import:orders.',
  },
  {
    called: 'an export of reviews',
    needs: ['rating', 'reviewer_name'],
    fix: 'Import it with npm run import:reviews.',
  },
  {
    called: 'an export of reviews',
    needs: ['review score'],
    fix: 'Import it with npm run import:reviews.',
  },
  {
    called: 'PrestaShop’s file of combinations',
    needs: ['product id*', 'attribute (name:type:position)*'],
    fix: 'Import the file of products; combinations alone say neither names nor prices.',
  },
  {
    called: 'an export of customers',
    needs: ['first name', 'last name', 'email'],
    fix: 'Export the products instead; customers are not imported.',
  },
];
