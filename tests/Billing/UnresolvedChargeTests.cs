using Billing.Payments.Charging;
using Billing.Payments.Providers;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ServiceDefaults.Data;
using ServiceDefaults.DueWork;
using static Testing.SomeEvents;
using Wire = Contracts.Billing.V1;

namespace Billing.Tests;

/// <summary>Whatever the provider leaves open is asked for until it is known, and never charged again meanwhile (domain.md C8).</summary>
public sealed class UnresolvedChargeTests
{
    [Theory]
    [InlineData(TestCards.TimesOutAndSucceeds, Wire.PaymentAttemptState.Succeeded, Wire.InvoiceState.Paid)]
    [InlineData(TestCards.TimesOutAndFails, Wire.PaymentAttemptState.Failed, Wire.InvoiceState.Open)]
    public async Task A_time_out_is_resolved_by_asking(string token, Wire.PaymentAttemptState state, Wire.InvoiceState invoiceState)
    {
        await using var billing = await BillingUnderTest.Start();
        var ada = Customer();
        await billing.AddCard(ada.Id, token);
        var invoice = await billing.Charged((await billing.Bill(PeriodStarted(customer: ada))).Id);
        invoice.Attempts.ShouldHaveSingleItem().State.ShouldBe(Wire.PaymentAttemptState.Unresolved);

        var retry = await Refused.By(billing.Staff.RetryPaymentAsync(new Wire.RetryPaymentRequest { InvoiceId = invoice.Id }));
        var byHand = await Refused.By(billing.Staff.RegisterPaymentAsync(new Wire.RegisterPaymentRequest { InvoiceId = invoice.Id, Method = Wire.PaymentMethod.Cash }));
        // Another card does not charge it either.
        await billing.AddCard(ada.Id, TestCards.GoodMastercard);
        billing.Clock.Advance(TimeSpan.FromSeconds(10));
        await billing.Service.RunDueWork();
        var resolved = await billing.Becomes(invoice.Id, state);

        (retry.Reason, byHand.Reason).ShouldBe(("PAYMENT_UNRESOLVED", "PAYMENT_UNRESOLVED"));
        resolved.State.ShouldBe(invoiceState);
        resolved.Attempts.ShouldHaveSingleItem();
        (await billing.BankCharges()).ShouldHaveSingleItem();
        (await billing.Service.Raised<PaymentSucceeded>()).Count.ShouldBe(invoiceState == Wire.InvoiceState.Paid ? 1 : 0);
        (await billing.Service.Raised<PaymentFailed>()).Count.ShouldBe(invoiceState == Wire.InvoiceState.Paid ? 0 : 1);
    }

    [Fact]
    public async Task It_is_asked_for_less_and_less_often_and_never_given_up()
    {
        await using var billing = await BillingUnderTest.Start();
        var ada = Customer();
        await billing.AddCard(ada.Id, TestCards.KnownAfterAnHour);
        var invoice = await billing.Charged((await billing.Bill(PeriodStarted(customer: ada))).Id);

        var asks = 0;
        foreach (var seconds in (int[])[10, 20, 40, 80, 160, 320, 640, 1280])
        {
            var attempt = await Waiting(billing, asks++, TimeSpan.FromSeconds(seconds));
            billing.Clock.SetUtcNow(attempt.NextStepAt!.Value);
        }

        // 2550 s have passed; the next question comes 43 minutes later, when the bank knows.
        billing.Clock.SetUtcNow((await Waiting(billing, asks, TimeSpan.FromSeconds(2560))).NextStepAt!.Value);
        var resolved = await billing.Becomes(invoice.Id, Wire.PaymentAttemptState.Succeeded);

        resolved.State.ShouldBe(Wire.InvoiceState.Paid);
        (await billing.BankCharges()).ShouldHaveSingleItem();
    }

    [Fact]
    public void Questions_are_never_more_than_an_hour_apart_however_many_there_were()
    {
        var waits = Enumerable.Range(0, 10_000).Append(int.MaxValue).Select(PaymentAttempt.Wait).ToList();

        waits.Take(9).Select(w => w.TotalSeconds).ShouldBe([10, 20, 40, 80, 160, 320, 640, 1280, 2560]);
        waits.Skip(9).ShouldAllBe(wait => wait == TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task One_that_stays_unknown_is_asked_for_every_hour()
    {
        var unknowing = new UnknowingProvider();
        await using var billing = await BillingUnderTest.Start(services: unknowing.Replace);
        var ada = Customer();
        await billing.AddCard(ada.Id, TestCards.Good);
        await billing.Charged((await billing.Bill(PeriodStarted(customer: ada))).Id);
        var asks = 0;
        while (asks < 12)
        {
            var wait = TimeSpan.FromSeconds(Math.Min(10 * Math.Pow(2, asks), 3600));
            billing.Clock.SetUtcNow((await Waiting(billing, asks++, wait)).NextStepAt!.Value);
        }

        var last = await Waiting(billing, asks, TimeSpan.FromHours(1));
        unknowing.Knows = true;
        billing.Clock.SetUtcNow(last.NextStepAt!.Value);
        await billing.Becomes((await billing.Service.Read(db => db.Invoices.SingleAsync())).Id.ToString(), Wire.PaymentAttemptState.Succeeded);
        (await billing.BankCharges()).ShouldHaveSingleItem();
    }

    /// <summary>Whether the bank took the money before the process died, or never heard of it: it is taken once.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_process_that_dies_while_it_asks_charges_once(bool bankReceived)
    {
        var folder = Directory.CreateTempSubdirectory("billing-").FullName;
        try
        {
            var silent = new SilentProvider(bankReceived);
            var dying = await BillingUnderTest.Start(services: silent.Replace, folder: folder);
            var ada = Customer();
            await dying.AddCard(ada.Id, TestCards.Good);
            var invoice = await dying.Bill(PeriodStarted(customer: ada));
            await silent.Asked;
            (await dying.BankCharges()).Count.ShouldBe(bankReceived ? 1 : 0);
            (await dying.Invoice(invoice.Id)).Attempts.Single().State.ShouldBe(Wire.PaymentAttemptState.InProgress);
            await dying.Service.Kill();

            // Its lease and its time to ask are over by then.
            await using var billing = await BillingUnderTest.Start(now: "2026-01-15T10:05:00Z", folder: folder);
            var resolved = await billing.Becomes(invoice.Id, Wire.PaymentAttemptState.Succeeded);

            resolved.State.ShouldBe(Wire.InvoiceState.Paid);
            resolved.Payments.ShouldHaveSingleItem();
            (await billing.BankCharges()).ShouldHaveSingleItem();
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Past every lease: it is what is saved before the provider is asked that lets only one ask.</summary>
    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Several_who_take_up_one_attempt_at_once_charge_once(DatabaseProvider database)
    {
        var counting = new CountingProvider();
        await using var billing = await BillingUnderTest.Start(database: database, services: counting.Replace);
        var ada = Customer();
        await billing.AddCard(ada.Id, TestCards.Good);
        await billing.Bill(PeriodStarted(customer: ada));
        var services = billing.Service.Services;
        var work = services.GetServices<DueWork<BillingDb>>().OfType<ProcessPayments>().Single();
        var attempt = await billing.Service.Read(db => db.PaymentAttempts.AsNoTracking().SingleAsync());

        await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            await using var scope = services.CreateAsyncScope();
            try
            {
                await work.Handle(scope.ServiceProvider.GetRequiredService<BillingDb>(), attempt.Id, billing.Clock.GetUtcNow(), CancellationToken.None);
            }
            catch (DbUpdateConcurrencyException)
            {
                // Another one was first.
            }
        }));
        var invoice = await billing.Becomes(attempt.InvoiceId.ToString(), Wire.PaymentAttemptState.Succeeded);

        invoice.Payments.ShouldHaveSingleItem();
        counting.Charges.ShouldBe(1);
        (await billing.BankCharges()).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Of_several_who_retry_at_once_one_gets_through(DatabaseProvider database)
    {
        await using var billing = await BillingUnderTest.Start(database: database);
        var ada = Customer();
        await billing.AddCard(ada.Id, TestCards.InsufficientFunds);
        var invoice = await billing.Charged((await billing.Bill(PeriodStarted(customer: ada))).Id);

        var refusals = await Task.WhenAll(Enumerable.Range(0, 5).Select(async _ =>
        {
            try
            {
                await billing.Staff.RetryPaymentAsync(new Wire.RetryPaymentRequest { InvoiceId = invoice.Id });
                return 0;
            }
            catch (Grpc.Core.RpcException)
            {
                return 1;
            }
        }));
        var attempts = 1 + refusals.Count(refused => refused == 0);
        await billing.Charged(invoice.Id, attempts);

        refusals.ShouldContain(0);
        (await billing.BankCharges()).Count.ShouldBe(attempts);
    }

    private static Task<PaymentAttempt> Waiting(BillingUnderTest billing, int asks, TimeSpan wait) => Eventually.Async(
        () => billing.Service.Read(db => db.PaymentAttempts.AsNoTracking().SingleAsync()),
        a => a.State == PaymentAttemptState.Unresolved && a.Asks == asks && a.NextStepAt == billing.Clock.GetUtcNow() + wait,
        $"question {asks} to be answered, and the next to be {wait} away");
}

/// <summary>Passes charges on to the sandbox, or not, and never answers.</summary>
internal sealed class SilentProvider(bool passesOn) : OtherProvider
{
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Asked => _asked.Task;

    public override async Task<ChargeOutcome> Charge(ChargeOrder order, CancellationToken ct)
    {
        if (passesOn)
        {
            await Sandbox.Charge(order, ct);
        }

        _asked.SetResult();
        await Task.Delay(Timeout.Infinite, CancellationToken.None);
        return new ChargeUnknown();
    }
}

/// <summary>Passes charges on to the sandbox, and does not know what became of them until it is told to.</summary>
internal sealed class UnknowingProvider : OtherProvider
{
    public bool Knows { get; set; }

    public override async Task<ChargeOutcome> Charge(ChargeOrder order, CancellationToken ct)
    {
        await Sandbox.Charge(order, ct);
        return new ChargeUnknown();
    }

    public override Task<ChargeOutcome?> Find(ChargeOrder order, CancellationToken ct) => Knows ? Sandbox.Find(order, ct) : Task.FromResult<ChargeOutcome?>(new ChargeUnknown());
}

/// <summary>Counts what it is asked to charge.</summary>
internal sealed class CountingProvider : OtherProvider
{
    private int _charges;

    public int Charges => _charges;

    public override Task<ChargeOutcome> Charge(ChargeOrder order, CancellationToken ct)
    {
        Interlocked.Increment(ref _charges);
        return Sandbox.Charge(order, ct);
    }
}

/// <summary>Stands before the sandbox.</summary>
internal abstract class OtherProvider : IPaymentProvider
{
    protected IPaymentProvider Sandbox { get; private set; } = null!;

    public string Name => Sandbox.Name;

    public void Replace(IServiceCollection services)
    {
        var registered = services.Single(s => s.ServiceType == typeof(IPaymentProvider));
        services.Remove(registered);
        services.AddSingleton<IPaymentProvider>(provider =>
        {
            Sandbox = (IPaymentProvider)ActivatorUtilities.CreateInstance(provider, registered.ImplementationType!);
            return this;
        });
    }

    public Task<CardFacts?> Describe(string token, CancellationToken ct) => Sandbox.Describe(token, ct);

    public abstract Task<ChargeOutcome> Charge(ChargeOrder order, CancellationToken ct);

    public virtual Task<ChargeOutcome?> Find(ChargeOrder order, CancellationToken ct) => Sandbox.Find(order, ct);

    public Task<Uri?> ConfirmationPage(ChargeOrder order, Uri returnUrl, CancellationToken ct) => Sandbox.ConfirmationPage(order, returnUrl, ct);

    public Task<ChargeOutcome> Cancel(ChargeOrder order, CancellationToken ct) => Sandbox.Cancel(order, ct);

    public virtual Task<RefundOutcome> Refund(RefundOrder order, CancellationToken ct) => Sandbox.Refund(order, ct);

    public Task<RefundOutcome?> FindRefund(RefundOrder order, CancellationToken ct) => Sandbox.FindRefund(order, ct);
}
