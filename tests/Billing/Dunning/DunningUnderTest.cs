using Contracts.Events;
using static Testing.SomeEvents;
using Wire = Contracts.Billing.V1;

namespace Billing.Tests.Dunning;

/// <summary>Words for what tests of dunning do again and again.</summary>
internal sealed class DunningUnderTest(BillingUnderTest billing)
{
    public Wire.DunningService.DunningServiceClient Staff => billing.Service.Client<Wire.DunningService.DunningServiceClient>(billing.Service.Tokens.Staff("billing"));

    /// <summary>Bills a customer with that card, and waits for the case that the failure opens.</summary>
    public async Task<FailedPayment> Fail(string card, Subject? order = null)
    {
        var (customer, source) = (Customer(), order ?? Order());
        await billing.AddCard(customer.Id, card);
        var invoice = await billing.Charged((await billing.Bill(PeriodStarted(source, customer) with { Sequence = 1 })).Id);
        var opened = await Eventually.Async(() => List(source.Id), cases => cases.Count > 0, "a case to be opened");
        return new FailedPayment(opened[0].Id, customer, source, invoice);
    }

    public async Task<Wire.DunningCase> Case(string id) => await Staff.GetDunningCaseAsync(new Wire.GetDunningCaseRequest { Id = id });

    /// <param name="subscription">Null: all.</param>
    public async Task<IReadOnlyList<Wire.DunningCase>> List(Guid? subscription = null) =>
        (await Staff.ListDunningCasesAsync(new Wire.ListDunningCasesRequest { SubscriptionId = subscription?.ToString() ?? "" })).Cases;

    public Task<Wire.DunningCase> Becomes(string id, Wire.DunningState state) => Eventually.Async(() => Case(id), c => c.State == state, $"the case to be {state}");

    /// <summary>Moves the clock day by day at noon and says what the case did: its steps, its charges and its end, with their days.</summary>
    /// <param name="known">What it is known to have done; null: whatever it did until now.</param>
    public async Task<IReadOnlyList<string>> Walk(string id, int days, IReadOnlyList<string>? known = null)
    {
        var seen = new List<string>();
        known ??= await Known(id);
        for (var day = 0; day <= days; day++)
        {
            if (day > 0)
            {
                billing.Clock.Advance(TimeSpan.FromDays(1));
            }

            // A step that follows a charge waits for its outcome.
            for (var settled = false; !settled;)
            {
                await billing.Service.RunDueWork();
                await Settled(id);
                var now = await Known(id);
                seen.AddRange(now.Skip(known.Count).Select(what => $"{billing.Clock.GetUtcNow():yyyy-MM-dd} {what}"));
                settled = now.Count == known.Count;
                known = now;
                if ((await Case(id)).NextStepTime?.ToDateTimeOffset() is { } next && next - billing.Clock.GetUtcNow() is var wait && wait > TimeSpan.Zero && wait <= TimeSpan.FromMinutes(15))
                {
                    billing.Clock.Advance(wait);
                    settled = false;
                }
            }
        }

        return seen;
    }

    /// <summary>Waits until every failure of the case's invoices is known to it.</summary>
    private async Task Settled(string id) => await Eventually.Async(
        async () =>
        {
            var wanted = await Case(id);
            var invoices = await Task.WhenAll(wanted.Invoices.Select(i => billing.Invoice(i.Id)));
            var attempts = invoices.SelectMany(i => i.Attempts).ToList();
            var failed = attempts.Count(a => a.State == Wire.PaymentAttemptState.Failed);
            return attempts.TrueForAll(a => a.State is Wire.PaymentAttemptState.Failed or Wire.PaymentAttemptState.Succeeded or Wire.PaymentAttemptState.Cancelled)
                && wanted.Entries.Count(e => e.Kind is "failed" or "opened") >= Math.Min(failed, 1 + wanted.Entries.Count(e => e.Kind == "retry"));
        },
        "the charges to be settled");

    /// <summary>What the case did until now.</summary>
    public async Task<IReadOnlyList<string>> Known(string id)
    {
        var wanted = await Case(id);
        var known = new List<string>();
        var attempt = 1;
        foreach (var entry in wanted.Entries)
        {
            switch (entry.Kind)
            {
                case "mail" or "notice":
                    known.Add($"{entry.Kind} {entry.Template}");
                    break;
                case "retry":
                    known.Add($"attempt {++attempt}");
                    break;
                case "banner" or "restrict":
                    known.Add(entry.Kind);
                    break;
                case "exhausted":
                    known.Add($"exhausted {entry.Detail}");
                    break;
            }
        }

        return known;
    }
}

/// <summary>A subscription whose payment has failed.</summary>
internal sealed record FailedPayment(string Id, EventCustomer Customer, Subject Order, Wire.Invoice Invoice);
