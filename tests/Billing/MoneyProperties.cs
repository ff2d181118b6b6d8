using Billing.AccountCredits;
using Billing.Credits.Refunds;
using Billing.Invoices;
using Billing.Numbering;
using Billing.Payments.Charging;
using Billing.Payments.Methods;
using Billing.Payments.Providers;
using Billing.Taxes;
using Contracts.Conversions;
using Contracts.Events;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using ServiceDefaults.Errors;
using static Testing.SomeEvents;

namespace Billing.Tests;

/// <summary>
/// What holds after every step of a customer's history, whatever is billed, paid, charged, credited, voided and refunded. Every history ends with each kind of
/// step, so none is left untried. A failure names its seed: FSCHECK_REPLAY=seed,gamma in the environment replays it.
/// </summary>
public sealed class MoneyProperties
{
    private enum Step
    {
        Bill,
        Pay,

        /// <summary>A charge begins, for what is due by then.</summary>
        BeginCharge,

        /// <summary>The oldest charge that was begun succeeds, whatever has happened since.</summary>
        EndCharge,
        Credit,
        Refund,

        /// <summary>The oldest refund whose outcome is open fails.</summary>
        FailRefund,
        Void,
        MarkUncollectible,
        Give,
        TakeBack,
    }

    /// <summary>What rarely succeeds is tried more often: a refund needs a surplus of what was paid.</summary>
    private static readonly Step[] Tried = [.. Enum.GetValues<Step>(), Step.Pay, Step.Pay, Step.Credit, Step.Refund, Step.Refund, Step.Refund, Step.FailRefund, Step.FailRefund];

    private static readonly Gen<(Step Step, int Which, int Share)[]> Histories =
        (from step in Gen.Elements(Tried)
         from which in Gen.Choose(0, 100)
         from share in Gen.Choose(1, 100)
         select (step, which, share)).NonEmptyListOf().Select(steps => steps.ToArray());

    [Theory]
    [InlineData("EUR")]
    [InlineData("VND")]
    public void No_money_is_made_or_lost_and_nothing_falls_below_zero(string currency)
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        var options = new DbContextOptionsBuilder<BillingSqliteDb>().UseSqlite(connection).Options;
        using (var db = new BillingSqliteDb(options))
        {
            db.Database.EnsureCreated();
        }

        Prop.ForAll(Histories.ToArbitrary(), history =>
        {
            using var db = new BillingSqliteDb(options);
            var world = new Customer(db, currency);
            foreach (var (step, which, share) in history)
            {
                world.Do(step, which, share).GetAwaiter().GetResult();
                world.Check();
            }

            world.DoEach().GetAwaiter().GetResult();
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(80).Replayed());
    }

    private sealed class Customer
    {
        private readonly EventCustomer _customer = SomeEvents.Customer();
        private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 15, 10, 0, 0, TimeSpan.Zero));
        private readonly List<Invoice> _invoices = [];
        private readonly Queue<(Invoice Invoice, PaymentAttempt Attempt)> _charges = [];
        private readonly BillingDb _db;
        private readonly string _currency;
        private readonly CustomerBalances _balances;
        private readonly RefundPlanner _refunds;
        private decimal _given;

        public Customer(BillingDb db, string currency)
        {
            _db = db;
            _currency = currency;
            _balances = new CustomerBalances(db, _clock);
            _refunds = new RefundPlanner(db, _balances, _clock);
        }

        private decimal Balance => _db.CreditBalances.Local.SingleOrDefault()?.Amount ?? 0;

        /// <returns>False when it is not possible at this point.</returns>
        public async Task<bool> Do(Step step, int which, int share)
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
            var now = _clock.GetUtcNow();
            if (step == Step.Bill)
            {
                var invoice = Invoice.Draft(PeriodStarted(customer: _customer, currency: _currency, lines: [Line(Part(100, share), taxCode: "standard"), Line(Part(10, which + 1))]), now);
                invoice.Finalise(new IssueNumber($"INV/{_invoices.Count}", Day("2026-01-15")), Day("2026-01-29"), Taxes, Staff, now);
                await _balances.Apply(invoice, CancellationToken.None);
                _invoices.Add(invoice);
                return true;
            }

            if (step is Step.Give or Step.TakeBack)
            {
                var amount = step == Step.Give ? Part(50, share) : -Part(Balance, share);
                if (amount == 0)
                {
                    return false;
                }

                var balance = await _balances.FindOrOpen(_customer.Id, _currency, CancellationToken.None);
                _balances.Enter(balance, new CreditChange(step == Step.Give ? CreditReason.Given : CreditReason.TakenBack, amount, Staff), _customer);
                _given += amount;
                return true;
            }

            if (step == Step.FailRefund)
            {
                return await FailRefund(now);
            }

            if (step == Step.EndCharge)
            {
                if (!_charges.TryDequeue(out var charge))
                {
                    return false;
                }

                charge.Attempt.Succeed(now);
                charge.Invoice.ChargeSucceeded(charge.Attempt, "ref", now);
                await _balances.ReleaseSurplus(charge.Invoice, Staff, "", "", CancellationToken.None);
                return true;
            }

            if (_invoices.Count == 0)
            {
                return false;
            }

            try
            {
                return await Do(step, _invoices[which % _invoices.Count], which, share, now);
            }
            catch (DomainException)
            {
                return false;
            }
        }

        /// <summary>Whatever has happened before, each kind of step happens once more.</summary>
        public async Task DoEach()
        {
            await Must(Step.Give, 100);
            await Must(Step.TakeBack, 100);

            var charged = await BillUnpaid();
            await Must(Step.BeginCharge, 100, charged);
            while (_charges.Count > 0)
            {
                await Must(Step.EndCharge, 100);
            }

            // What the card has paid of it is refunded in part, and that fails.
            await Must(Step.Credit, 100, charged);
            await Must(Step.Refund, 10, charged);
            await Must(Step.FailRefund, 100);

            await Must(Step.Pay, 50, await BillUnpaid());
            await Must(Step.Void, 100, await BillUnpaid());
            await Must(Step.MarkUncollectible, 100, await BillUnpaid());
        }

        /// <summary>An invoice that account credit has paid nothing of.</summary>
        private async Task<Invoice> BillUnpaid()
        {
            if (Balance > 0)
            {
                await Must(Step.TakeBack, 100);
            }

            await Must(Step.Bill, 100);
            return _invoices[^1];
        }

        private async Task Must(Step step, int share, Invoice? invoice = null)
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
            var done = invoice is null ? await Do(step, 0, share) : await Do(step, invoice, 0, share, _clock.GetUtcNow());
            done.ShouldBeTrue($"{step} must be possible here");
            Check();
        }

        public void Check()
        {
            var entries = _db.CreditEntries.Local;
            Balance.ShouldBe(entries.Sum(e => e.Amount));
            entries.ShouldAllBe(e => e.BalanceAfter >= 0);
            foreach (var invoice in _invoices)
            {
                invoice.AmountDue.ShouldBeGreaterThanOrEqualTo(0);
                (invoice.AmountPaid + invoice.AmountCredited + invoice.AccountCreditApplied - invoice.AmountToAccount).ShouldBeLessThanOrEqualTo(invoice.Total);
                (invoice.State is InvoiceState.Paid or InvoiceState.Void).ShouldBe(invoice.AmountDue == 0);
                invoice.Payments.ShouldAllBe(p => p.AmountRefunded >= 0 && p.AmountRefunded <= p.Amount);
                (invoice.AmountCredited <= invoice.Total).ShouldBeTrue();
            }

            var paidIn = _invoices.Sum(i => i.AmountPaid);
            var paidOut = _db.Refunds.Local.Where(r => r.State != RefundState.Failed).Sum(r => r.Amount);
            paidOut.ShouldBe(_invoices.SelectMany(i => i.Payments).Sum(p => p.AmountRefunded));
            paidOut.ShouldBeLessThanOrEqualTo(paidIn);
            // What came in, less what went out, pays invoices or is account credit.
            var settled = _invoices.Where(i => i.State != InvoiceState.Void).Sum(i => i.Total - i.AmountCredited - i.AmountDue);
            (paidIn + _given - paidOut).ShouldBe(settled + Balance);
        }

        /// <summary>22 percent of the first line.</summary>
        private static TaxTable Taxes { get; } = new([TaxRate.Create("standard", new Dictionary<string, string> { ["en"] = "VAT" }, 220_000, Morning)], []);

        private async Task<bool> Do(Step step, Invoice invoice, int which, int share, DateTimeOffset now)
        {
            switch (step)
            {
                case Step.Pay:
                    var paid = Part(invoice.AmountDue, share);
                    if (paid == 0)
                    {
                        return false;
                    }

                    invoice.RegisterPayment(paid, PaymentMethod.Cash, "", Day("2026-01-15"), Staff, now);
                    return true;

                case Step.BeginCharge:
                    invoice.RequireOpen("can be charged");
                    var attempt = PaymentAttempt.Plan(invoice, 1, Staff, now);
                    invoice.AwaitCharge(attempt, now);
                    attempt.Choose(SavedPaymentMethod.Save(_customer.Id, "sandbox", TestCards.Good, new CardFacts("visa", "4242", 12, 2030, "f"), now), invoice.AmountDue);
                    attempt.Start(now, "UTC");
                    _charges.Enqueue((invoice, attempt));
                    return true;

                case Step.Credit:
                    var line = invoice.Lines[which % invoice.Lines.Count];
                    var credited = Part(line.Amount - line.Credited, share);
                    if (credited == 0 || !invoice.CanBeCredited)
                    {
                        return false;
                    }

                    invoice.Credit([(line.Position, credited)], now);
                    await _balances.ReleaseSurplus(invoice, Staff, "CN/1", "", CancellationToken.None);
                    return true;

                case Step.Refund:
                    if (invoice.Payments.Count == 0)
                    {
                        return false;
                    }

                    var payment = invoice.Payments[which % invoice.Payments.Count];
                    // Sometimes more than there is.
                    var refunded = Part(Math.Max(payment.Amount, Balance), share);
                    if (refunded == 0)
                    {
                        return false;
                    }

                    await _refunds.Plan(invoice, payment, refunded, "", Staff, CancellationToken.None);
                    return true;

                case Step.Void:
                    var returned = invoice.Void("", Staff, now);
                    if (returned > 0)
                    {
                        await _balances.Enter(new CreditChange(CreditReason.InvoiceVoided, returned, Staff) { Invoice = invoice }, invoice, CancellationToken.None);
                    }

                    return true;

                default:
                    invoice.MarkUncollectible("", Staff, now);
                    return true;
            }
        }

        private async Task<bool> FailRefund(DateTimeOffset now)
        {
            if (_db.Refunds.Local.FirstOrDefault(r => r.State == RefundState.Waiting) is not { } refund)
            {
                return false;
            }

            var invoice = _invoices.Single(i => i.Id == refund.InvoiceId);
            refund.Start(now);
            refund.Fail("code", now);
            invoice.RefundFailed(refund, now);
            await _balances.Enter(new CreditChange(CreditReason.RefundFailed, refund.Amount, Staff) { Invoice = invoice }, invoice, CancellationToken.None);
            return true;
        }

        private decimal Part(decimal amount, int percent) => Currencies.Round(amount * percent / 100m, _currency);
    }
}
