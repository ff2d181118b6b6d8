using Contracts.Events;
using FsCheck;
using FsCheck.Fluent;
using Testing.Stripe;
using static Testing.SomeEvents;
using Wire = Contracts.Billing.V1;

namespace Billing.Tests.Stripe;

/// <summary>Whatever fails on the way and in whichever order Stripe tells of it, an invoice is paid once.</summary>
public sealed class StripeFaultProperties
{
    private static readonly StripeFault[] Quick =
        [StripeFault.ErrorBefore, StripeFault.ErrorAfter, StripeFault.TooManyRequests, StripeFault.Locked, StripeFault.CutBefore, StripeFault.CutAfter];

    private static readonly Gen<Case> Cases =
        from faults in Gen.Choose(1, 5).SelectMany(count => Gen.ArrayOf(Gen.Elements(Quick), count))
        from steps in Gen.Choose(1, 6).SelectMany(count => Gen.ArrayOf(Gen.Elements(Enum.GetValues<Step>()), count))
        select new Case(faults, steps);

    [Fact]
    public void An_invoice_is_paid_once_and_in_the_end() => Prop.ForAll(
        Cases.ToArbitrary(), c => IsPaidOnce(c).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(8));

    private static async Task<bool> IsPaidOnce(Case c)
    {
        await using var world = await StripeWorld.Start();
        var ada = Customer();
        await world.AddCard(ada);
        world.Stripe.Next("v1/payment_intents", c.Faults);
        var invoice = await world.Billing.Bill(PeriodStarted(customer: ada));
        foreach (var step in c.Steps)
        {
            await Take(world, step);
        }

        // A day later Stripe is well and has forgotten every key.
        world.Stripe.EndFaults();
        world.Clock.Advance(TimeSpan.FromHours(25));
        var paid = await Eventually.Async(
            async () =>
            {
                world.Clock.Advance(TimeSpan.FromHours(1));
                await world.Billing.Service.RunDueWork();
                return await world.Billing.Invoice(invoice.Id);
            },
            i => i.State == Wire.InvoiceState.Paid,
            $"the invoice to be paid after {c}");
        await Take(world, Step.DeliverBackwards);

        return world.Stripe.Taken.Count == 1 && paid.Payments.Count == 1 && (await world.Billing.Service.Raised<PaymentSucceeded>()).Count == 1;
    }

    private static async Task Take(StripeWorld world, Step step)
    {
        switch (step)
        {
            case Step.Wait:
                world.Clock.Advance(TimeSpan.FromMinutes(5));
                break;
            case Step.WaitADay:
                world.Clock.Advance(TimeSpan.FromHours(25));
                break;
            case Step.Deliver:
                await world.DeliverAll();
                break;
            case Step.DeliverBackwards:
                foreach (var notice in world.Stripe.Notices.Reverse())
                {
                    (await world.Deliver(notice)).EnsureSuccessStatusCode();
                }

                break;
        }

        await world.Billing.Service.RunDueWork();
    }

    private enum Step
    {
        Wait,
        WaitADay,
        Deliver,
        DeliverBackwards,
    }

    private sealed record Case(StripeFault[] Faults, Step[] Steps)
    {
        public override string ToString() => $"[{string.Join(", ", Faults)}] [{string.Join(", ", Steps)}]";
    }
}
