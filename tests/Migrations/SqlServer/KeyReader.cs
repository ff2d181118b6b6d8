using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Migrations.Tests.SqlServer;

/// <summary>Keys, indexes and foreign keys as the script writes them.</summary>
internal static class KeyReader
{
    public static Key Read(UniqueConstraintDefinition key) =>
        new(key.ConstraintIdentifier.Value, Names(key.Columns), [], Unique: true, Clustered: key.Clustered ?? key.IsPrimaryKey);

    public static Key Read(CreateIndexStatement index)
    {
        var filter = new ColumnNames();
        index.FilterPredicate?.Accept(filter);
        string[] mentioned = [.. index.IncludeColumns.Select(Name), .. filter.Names];
        // A filtered index is unique only within its filter, so nothing may refer to it.
        return new Key(index.Name.Value, Names(index.Columns), mentioned, index.Unique && index.FilterPredicate is null, index.Clustered ?? false);
    }

    public static ForeignKey Read(ForeignKeyConstraintDefinition key) =>
        new(
            key.ConstraintIdentifier.Value,
            [.. key.Columns.Select(column => column.Value)],
            key.ReferenceTableName.BaseIdentifier.Value,
            [.. key.ReferencedTableColumns.Select(column => column.Value)],
            key.DeleteAction is not (DeleteUpdateAction.NotSpecified or DeleteUpdateAction.NoAction));

    private static string[] Names(IEnumerable<ColumnWithSortOrder> columns) => [.. columns.Select(column => Name(column.Column))];

    private static string Name(ColumnReferenceExpression column) => column.MultiPartIdentifier.Identifiers[^1].Value;

    private sealed class ColumnNames : TSqlFragmentVisitor
    {
        public List<string> Names { get; } = [];

        public override void Visit(ColumnReferenceExpression node) => Names.Add(Name(node));
    }
}
