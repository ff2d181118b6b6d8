namespace Testing;

/// <summary>Many dunning cases like one that Billing has opened, with an invoice each, by PostgreSQL alone.</summary>
public static class DunningCopies
{
    /// <summary>{0}: the case; {1}: how many copies.</summary>
    public const string Sql = """
        INSERT INTO "DunningCases"
        SELECT (jsonb_populate_record(c, jsonb_build_object(
            'Id', md5('case' || n)::uuid, 'Number', 'DUN/C/' || n, 'SourceId', md5('order' || n)::uuid, 'CustomerId', md5('customer' || n)::uuid))).*
        FROM "DunningCases" c, generate_series(1, {1}) n WHERE c."Id" = {0};
        INSERT INTO "Invoices"
        SELECT (jsonb_populate_record(i, jsonb_build_object(
            'Id', md5('invoice' || n)::uuid, 'Number', 'INV/C/' || n, 'SourceId', md5('order' || n)::uuid, 'CustomerId', md5('customer' || n)::uuid,
            'DunningCaseId', md5('case' || n)::uuid))).*
        FROM "Invoices" i, generate_series(1, {1}) n WHERE i."DunningCaseId" = {0};
        """;
}
