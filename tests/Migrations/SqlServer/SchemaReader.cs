using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Migrations.Tests.SqlServer;

/// <summary>Follows a migration script statement by statement, as the server would, and fails where the server would.</summary>
public sealed class SchemaReader
{
    private readonly Schema schema = new();

    public static Schema Read(string script)
    {
        var reader = new SchemaReader();
        foreach (var statement in Parse(script))
        {
            reader.Follow(statement);
        }

        return reader.schema;
    }

    /// <exception cref="SchemaException">The script is no T-SQL.</exception>
    public static IReadOnlyList<TSqlStatement> Parse(string script)
    {
        var parsed = new TSql150Parser(initialQuotedIdentifiers: true).Parse(new StringReader(script), out var errors);
        return errors.Count == 0
            ? [.. ((TSqlScript)parsed).Batches.SelectMany(batch => batch.Statements)]
            : throw new SchemaException(string.Join('\n', errors.Select(error => $"{error.Line}:{error.Column} {error.Message}")));
    }

    private void Follow(TSqlStatement statement)
    {
        switch (statement)
        {
            case BeginEndBlockStatement block:
                Follow(block.StatementList.Statements);
                break;
            case IfStatement choice:
                // Such blocks guard what is not there yet: the script starts from nothing, so all of it happens.
                Follow(choice.ThenStatement);
                break;
            case CreateTableStatement create:
                CreateTable(create);
                break;
            case AlterTableStatement alter:
                Alter(alter, Find(alter.SchemaObjectName));
                break;
            case DropTableStatement drop:
                drop.Objects.ToList().ForEach(name => Remove(Find(name)));
                break;
            case CreateIndexStatement index:
                Find(index.OnName).Keys.Add(KeyReader.Read(index));
                break;
            case DropIndexStatement drop:
                drop.DropIndexClauses.OfType<DropIndexClause>().ToList().ForEach(clause => DropKey(Find(clause.Object), clause.Index.Value));
                break;
            case ExecuteStatement execute:
                Renaming.Of(execute)?.Apply(schema);
                break;
            case InsertStatement or UpdateStatement or DeleteStatement or MergeStatement or SelectStatement:
            case DeclareVariableStatement or SetVariableStatement or SetOnOffStatement or SetIdentityInsertStatement:
            case TransactionStatement or CreateSchemaStatement or CreateSequenceStatement:
                break;
            default:
                throw new SchemaException($"{statement.GetType().Name}: teach {nameof(SchemaReader)} what it does.");
        }
    }

    private void Follow(IEnumerable<TSqlStatement> statements)
    {
        foreach (var statement in statements)
        {
            Follow(statement);
        }
    }

    private void CreateTable(CreateTableStatement create)
    {
        var table = new Table(create.SchemaObjectName.BaseIdentifier.Value);
        Claim(table.Name);
        schema.Tables.Add(table.Name, table);
        Add(table, create.Definition);
    }

    private void Alter(AlterTableStatement alter, Table table)
    {
        switch (alter)
        {
            case AlterTableAddTableElementStatement add:
                Add(table, add.Definition);
                break;
            case AlterTableAlterColumnStatement column:
                _ = Column(table, column.ColumnIdentifier.Value);
                table.Columns[column.ColumnIdentifier.Value] = ColumnReader.Read(column.DataType);
                break;
            case AlterTableDropTableElementStatement drop:
                drop.AlterTableDropTableElements.ToList().ForEach(element => Drop(table, element));
                break;
            case AlterTableConstraintModificationStatement:
                break;
            default:
                throw new SchemaException($"{alter.GetType().Name}: teach {nameof(SchemaReader)} what it does.");
        }
    }

    private void Add(Table table, TableDefinition definition)
    {
        foreach (var column in definition.ColumnDefinitions)
        {
            if (!table.Columns.TryAdd(column.ColumnIdentifier.Value, ColumnReader.Read(column.DataType)))
            {
                throw new SchemaException($"{table.Name} has two columns {column.ColumnIdentifier.Value}.");
            }

            if (column.Constraints.Any(constraint => constraint is UniqueConstraintDefinition or ForeignKeyConstraintDefinition))
            {
                throw new SchemaException($"{table.Name}.{column.ColumnIdentifier.Value}: keys are written apart from columns, where they are followed.");
            }
        }

        foreach (var constraint in definition.TableConstraints)
        {
            string name = constraint.ConstraintIdentifier?.Value ?? throw new SchemaException($"{table.Name} has a constraint without a name.");
            Claim(name);
            if (constraint is UniqueConstraintDefinition key)
            {
                table.Keys.Add(KeyReader.Read(key));
            }
            else if (constraint is ForeignKeyConstraintDefinition foreign)
            {
                table.ForeignKeys.Add(KeyReader.Read(foreign));
            }
        }
    }

    private void Drop(Table table, AlterTableDropTableElement element)
    {
        string name = element.Name.Value;
        if (element.TableElementType == TableElementType.Column)
        {
            _ = Column(table, name);
            if (table.Keys.Find(key => key.Columns.Concat(key.Mentioned).Contains(name, StringComparer.OrdinalIgnoreCase)) is { } user)
            {
                throw new SchemaException($"{table.Name}.{name} is dropped while {user.Name} uses it.");
            }

            table.Columns.Remove(name);
        }
        else
        {
            schema.ObjectNames.Remove(name);
            table.Keys.RemoveAll(key => Same(key.Name, name));
            table.ForeignKeys.RemoveAll(key => Same(key.Name, name));
        }
    }

    private void Remove(Table table)
    {
        if (schema.Tables.Values.FirstOrDefault(other => other != table && other.ForeignKeys.Exists(key => Same(key.ReferencedTable, table.Name))) is { } user)
        {
            throw new SchemaException($"{table.Name} is dropped while {user.Name} refers to it.");
        }

        schema.Tables.Remove(table.Name);
        schema.ObjectNames.Remove(table.Name);
        schema.ObjectNames.ExceptWith(table.Keys.Select(key => key.Name).Concat(table.ForeignKeys.Select(key => key.Name)));
    }

    private static void DropKey(Table table, string name)
    {
        if (table.Keys.RemoveAll(key => Same(key.Name, name)) == 0)
        {
            throw new SchemaException($"{table.Name} has no index {name} to drop.");
        }
    }

    private void Claim(string name)
    {
        if (!schema.ObjectNames.Add(name))
        {
            throw new SchemaException($"There are two objects {name}.");
        }
    }

    private Table Find(SchemaObjectName name) =>
        schema.Tables.GetValueOrDefault(name.BaseIdentifier.Value) ?? throw new SchemaException($"There is no table {name.BaseIdentifier.Value}.");

    private static Column Column(Table table, string name) =>
        table.Columns.GetValueOrDefault(name) ?? throw new SchemaException($"There is no column {table.Name}.{name}.");

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}

/// <summary>A script that SQL Server would refuse.</summary>
public sealed class SchemaException(string message) : Exception(message);
