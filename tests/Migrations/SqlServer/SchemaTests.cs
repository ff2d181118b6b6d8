using Xunit;

namespace Migrations.Tests.SqlServer;

/// <summary>The reader and the rules must refuse what SQL Server refuses, else the script tests prove nothing.</summary>
public sealed class SchemaTests
{
    private const string Tables = """
        CREATE TABLE [Owners] ([Id] uniqueidentifier NOT NULL, [Name] nvarchar(200) NOT NULL, [Text] nvarchar(max) NULL,
            CONSTRAINT [PK_Owners] PRIMARY KEY ([Id]));
        CREATE TABLE [Pets] ([Id] int NOT NULL IDENTITY, [OwnerId] uniqueidentifier NOT NULL, [SitterId] uniqueidentifier NULL,
            CONSTRAINT [PK_Pets] PRIMARY KEY ([Id]),
            CONSTRAINT [FK_Pets_Owners] FOREIGN KEY ([OwnerId]) REFERENCES [Owners] ([Id]) ON DELETE CASCADE);
        GO
        CREATE UNIQUE INDEX [IX_Owners_Name] ON [Owners] ([Name]) WHERE [Text] IS NOT NULL;

        """;

    [Fact]
    public void A_sound_script_passes() => Assert.Empty(SchemaRules.Violations(SchemaReader.Read(Tables)));

    [Theory]
    [InlineData("CREATE TABEL [X] ([Id] int);")]
    [InlineData("CREATE TABLE [Pets] ([Id] int);")]
    [InlineData("CREATE TABLE [X] ([Id] jsonish);")]
    [InlineData("CREATE TABLE [X] ([Id] int, CONSTRAINT [PK_Pets] PRIMARY KEY ([Id]));")]
    [InlineData("ALTER TABLE [Nowhere] ADD [A] int;")]
    [InlineData("ALTER TABLE [Owners] ADD [name] int;")]
    [InlineData("ALTER TABLE [Owners] ADD [A] int CONSTRAINT [UQ] UNIQUE;")]
    [InlineData("ALTER TABLE [Owners] DROP COLUMN [Name];")]
    [InlineData("ALTER TABLE [Owners] ALTER COLUMN [Nothing] int;")]
    [InlineData("DROP TABLE [Owners];")]
    [InlineData("DROP INDEX [IX_Nothing] ON [Owners];")]
    [InlineData("EXEC sp_rename N'[Owners].[Nothing]', N'Something', 'COLUMN';")]
    [InlineData("DROP DATABASE [Everything];")]
    public void A_statement_that_cannot_run_is_refused(string statement) => Assert.Throws<SchemaException>(() => SchemaReader.Read(Tables + statement));

    [Theory]
    [InlineData("CREATE INDEX [IX] ON [Owners] ([Nothing]);", "mentions Nothing")]
    [InlineData("CREATE INDEX [IX] ON [Owners] ([Id]) WHERE [Nothing] IS NULL;", "mentions Nothing")]
    [InlineData("CREATE INDEX [IX] ON [Owners] ([Text]);", "too wide")]
    [InlineData("CREATE TABLE [X] ([A] nvarchar(451) NOT NULL, CONSTRAINT [PK_X] PRIMARY KEY ([A]));", "900 bytes")]
    [InlineData("CREATE INDEX [IX_Owners_Name] ON [Owners] ([Id]);", "two indexes")]
    [InlineData("CREATE CLUSTERED INDEX [IX] ON [Owners] ([Id]);", "two clustered")]
    [InlineData("ALTER TABLE [Pets] ADD CONSTRAINT [FK] FOREIGN KEY ([Id]) REFERENCES [Nowhere] ([Id]);", "is not there")]
    [InlineData("ALTER TABLE [Pets] ADD CONSTRAINT [FK] FOREIGN KEY ([Id]) REFERENCES [Owners] ([Name]);", "are no key")]
    [InlineData("ALTER TABLE [Pets] ADD CONSTRAINT [FK] FOREIGN KEY ([Id]) REFERENCES [Owners] ([Id]);", "different types")]
    [InlineData("ALTER TABLE [Pets] ADD CONSTRAINT [FK] FOREIGN KEY ([SitterId]) REFERENCES [Owners] ([Id]) ON DELETE SET NULL;", "several ways")]
    [InlineData("ALTER TABLE [Owners] ADD [Boss] uniqueidentifier NULL, CONSTRAINT [FK] FOREIGN KEY ([Boss]) REFERENCES [Owners] ([Id]) ON DELETE CASCADE;", "several ways")]
    public void A_schema_that_breaks_a_rule_is_named(string statement, string says) =>
        Assert.Contains(says, Assert.Single(SchemaRules.Violations(SchemaReader.Read(Tables + statement))), StringComparison.Ordinal);

    [Fact]
    public void Renamed_tables_columns_and_indexes_are_followed()
    {
        var schema = SchemaReader.Read(Tables + """
            EXEC sp_rename N'[Owners].[Id]', N'Key', 'COLUMN';
            EXEC sp_rename N'[Owners].[IX_Owners_Name]', N'IX_People_Name', 'INDEX';
            EXEC sp_rename N'[Owners]', N'People', 'OBJECT';
            """);

        Assert.Empty(SchemaRules.Violations(schema));
        Assert.Contains("Key", schema.Tables["People"].Columns.Keys);
        Assert.Contains(schema.Tables["People"].Keys, key => key.Name == "IX_People_Name");
        Assert.Equal("People", schema.Tables["Pets"].ForeignKeys[0].ReferencedTable);
    }
}
