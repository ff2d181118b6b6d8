using Google.Protobuf.Reflection;
using Grpc.Core;
using static Testing.SomeEvents;
using Wire = Contracts.Billing.V1;

namespace Billing.Tests;

/// <summary>No rpc of the portal reaches what is another customer's, to change it or to look at it.</summary>
public sealed class OwnershipTests
{
    private const string NothingOfHers = "nothing of hers";

    /// <summary>What a stranger is answered who names hers, if the rpc lets anything be named.</summary>
    private static readonly Dictionary<string, (Func<Hers, (string Field, object Value)[]> Names, string Answer)> Rpcs = new()
    {
        ["GetInvoice"] = (hers => [("id", hers.Invoice)], "NOT_FOUND"),
        ["ListInvoices"] = (hers => [("subscription_id", hers.Subscription)], NothingOfHers),
        ["RetryPayment"] = (hers => [("invoice_id", hers.Invoice)], "NOT_FOUND"),
        ["ListPaymentMethods"] = (_ => [], NothingOfHers),
        ["AddPaymentMethod"] = (_ => [("token", TestCards.Good)], NothingOfHers),
        // The sandbox has no pages of its own; where a provider has some, StripeSetupTests try another customer's.
        ["StartPaymentMethodSetup"] = (_ => [("return_url", "https://shop.example/")], "SETUP_NOT_HOSTED"),
        ["FinishPaymentMethodSetup"] = (hers => [("id", hers.Card)], "SETUP_NOT_HOSTED"),
        ["StartPaymentConfirmation"] = (hers => [("invoice_id", hers.Invoice), ("return_url", "https://shop.example/")], "NOT_FOUND"),
        ["FinishPaymentConfirmation"] = (hers => [("invoice_id", hers.Invoice)], "NOT_FOUND"),
        ["RemovePaymentMethod"] = (hers => [("id", hers.Card)], "NOT_FOUND"),
        ["SetDefaultPaymentMethod"] = (hers => [("id", hers.OtherCard)], "NOT_FOUND"),
        // An amount is asked for first; SellPassTests try a stranger with one.
        ["PreviewOneOff"] = (_ => [], "INVALID_FIELD"),
        ["GetAccountCredit"] = (_ => [], NothingOfHers),
        ["ListAccountCreditEntries"] = (_ => [], NothingOfHers),
        ["GetDunning"] = (_ => [], NothingOfHers),
        ["RetryDunning"] = (hers => [("case_id", hers.Case)], "NOT_FOUND"),
        // A day is asked for first; DunningCaseTests try another customer's with one.
        ["ScheduleDunningRetry"] = (hers => [("case_id", hers.Case)], "INVALID_FIELD"),
    };

    [Fact]
    public async Task What_is_another_customers_does_not_exist_and_stays_as_it_is()
    {
        Rpcs.Keys.ShouldBe(Wire.PortalService.Descriptor.Methods.Select(rpc => rpc.Name), ignoreOrder: true);
        await using var billing = await BillingUnderTest.Start();
        var (ada, hers) = await Some(billing);
        var before = await Everything(billing, ada.Id);

        foreach (var rpc in Wire.PortalService.Descriptor.Methods)
        {
            var isReading = rpc.GetOptions()?.IdempotencyLevel == MethodOptions.Types.IdempotencyLevel.NoSideEffects;
            foreach (var preview in isReading ? (bool[])[false, true] : [false])
            {
                var stranger = billing.Service.Invoker(billing.Service.Tokens.Customer("billing", Guid.CreateVersion7(), preview: preview));
                var (answer, refused) = await stranger.Call(rpc, rpc.Request(Rpcs[rpc.Name].Names(hers)));

                (rpc.Name, refused?.Reason ?? NothingOfHers).ShouldBe((rpc.Name, Rpcs[rpc.Name].Answer));
                if (answer is not null && isReading)
                {
                    rpc.OutputType.Fields.InDeclarationOrder().Where(field => field.IsRepeated).ShouldAllBe(
                        field => ((System.Collections.IList)field.Accessor.GetValue(answer)).Count == 0, $"{rpc.Name}: the stranger has nothing");
                }

                foreach (var id in (string[])[$"{ada.Id}", hers.Invoice, hers.Subscription, hers.Card, hers.OtherCard, hers.Case])
                {
                    $"{answer}".ShouldNotContain(id, customMessage: rpc.Name);
                }
            }
        }

        (await Everything(billing, ada.Id)).ShouldBe(before);
    }

    [Fact]
    public async Task And_is_there_for_the_customer_whose_it_is()
    {
        await using var billing = await BillingUnderTest.Start();
        var (ada, hers) = await Some(billing);
        var own = billing.Service.Invoker(billing.Service.Tokens.Customer("billing", ada.Id));

        foreach (var rpc in Wire.PortalService.Descriptor.Methods.Where(rpc => Rpcs[rpc.Name].Answer == "NOT_FOUND"))
        {
            (await own.Call(rpc, rpc.Request(Rpcs[rpc.Name].Names(hers)))).Refused?.Status.ShouldNotBe(StatusCode.NotFound, rpc.Name);
        }
    }

    /// <summary>An open invoice that a card could not pay, another card, account credit, and more of it to come as a close is final.</summary>
    private static async Task<(Contracts.Events.EventCustomer Ada, Hers Hers)> Some(BillingUnderTest billing)
    {
        var ada = await billing.Known();
        var paid = PeriodStarted(customer: ada);
        await billing.Pay(await billing.Bill(paid), 40);
        await billing.Deliver(Closed(paid.Subject, ada, "2026-02-05", "prorated", undoUntil: Morning.AddHours(72)));
        var invoice = await billing.Bill(PeriodStarted(customer: ada));
        var other = await billing.AddCard(ada.Id, TestCards.InsufficientFunds);
        await billing.Charged(invoice.Id);
        var card = await billing.AddCard(ada.Id, TestCards.InsufficientFunds);
        await billing.Charged(invoice.Id, attempts: 2);
        await billing.Give(ada.Id, 7);
        var opened = await Eventually.Async(() => new Dunning.DunningUnderTest(billing).List(Guid.Parse(invoice.Source.Id)), cases => cases.Count > 0, "a case to be opened");
        return (ada, new Hers(invoice.Id, invoice.Source.Id, card.Id, other.Id, opened[0].Id));
    }

    /// <summary>All that is known of a customer.</summary>
    private static async Task<string> Everything(BillingUnderTest billing, Guid customer) => string.Join('\n',
    [
        await billing.Staff.ListInvoicesAsync(new() { CustomerId = customer.ToString() }),
        await billing.Methods.ListPaymentMethodsAsync(new() { CustomerId = customer.ToString() }),
        .. await billing.EntriesOf(customer),
    ]);

    private sealed record Hers(string Invoice, string Subscription, string Card, string OtherCard, string Case);
}
