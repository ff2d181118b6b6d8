using System.Diagnostics;
using Billing.Subscriptions.Periods;
using Contracts.Events;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using ServiceDefaults.Data;
using static Testing.SomeEvents;

namespace Billing.Tests;

/// <summary>What a step of a billing run asks of PostgreSQL does not grow with it (docs/decisions/0011, 0013).</summary>
public sealed class IssuingStatementsTests
{
    [Fact]
    public async Task Four_times_as_many_periods_need_no_more_statements()
    {
        // Listens before anything is asked: for a second after a command that had no listener, EF Core tells of none.
        using var watch = new Statements();
        await using var billing = await BillingUnderTest.Start(database: DatabaseProvider.Postgres);
        await Issue(billing, watch, 1);

        var few = await Issue(billing, watch, 40);
        var many = await Issue(billing, watch, 160);

        few.Count.ShouldBeGreaterThan(0);
        many.Count.ShouldBe(few.Count, string.Join("\n", many));
        many.Count(statement => statement.Contains("NumberSeries", StringComparison.Ordinal)).ShouldBe(2, "the numbers are taken and read once");
    }

    /// <returns>What was sent to the server for so many periods that start together.</returns>
    private static async Task<List<string>> Issue(BillingUnderTest billing, Statements watch, int count)
    {
        List<PeriodStarted> periods = [.. Enumerable.Range(0, count).Select(_ => PeriodStarted(lines: [Line(40), Line(7, 3)]))];
        await using var scope = billing.Service.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BillingDb>();
        watch.Begin(db);
        await using var transaction = await db.Database.BeginTransactionAsync();
        await scope.ServiceProvider.GetRequiredService<IssueInvoices>().Handle(
            new PeriodsStarted(Guid.CreateVersion7(), Guid.CreateVersion7(), Staff, Morning, [.. periods.Select(period => period with { Sequence = 1 })]), default);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return watch.End();
    }

    /// <summary>The statements that one context sends between <see cref="Begin"/> and <see cref="End"/>.</summary>
    private sealed class Statements : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly List<IDisposable> _subscriptions = [];
        private List<string> _seen = [];
        private volatile BillingDb? _db;

        public Statements() => _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

        public void Begin(BillingDb db) => (_seen, _db) = ([], db);

        public List<string> End()
        {
            _db = null;
            return _seen;
        }

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.EntityFrameworkCore")
            {
                _subscriptions.Add(value.Subscribe(this));
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Key == RelationalEventId.CommandExecuted.Name && value.Value is CommandExecutedEventData executed && _db is { } db && executed.Context == db)
            {
                _seen.Add(executed.Command.CommandText);
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void Dispose() => _subscriptions.ForEach(subscription => subscription.Dispose());
    }
}
