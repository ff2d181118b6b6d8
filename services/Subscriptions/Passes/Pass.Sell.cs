using System.Globalization;
using Contracts.Events;
using Subscriptions.Customers;

namespace Subscriptions.Passes;

public sealed partial class Pass
{
    /// <summary>A pass that is sold now, to the buyer and for those who use it.</summary>
    /// <param name="serial">Its number: 8 for P00008.</param>
    /// <param name="holders">One at least; each once.</param>
    /// <param name="awaitsPayment">It is of no use before its invoice is paid.</param>
    public static Pass Sell(
        int serial, Customer buyer, IReadOnlyList<Customer> holders, PassSale sale, bool awaitsPayment, EventActor actor, DateTimeOffset now)
    {
        var pass = new Pass
        {
            Id = Guid.CreateVersion7(now),
            CreatedAt = now,
            Serial = serial,
            Number = string.Create(CultureInfo.InvariantCulture, $"P{serial:D5}"),
            CustomerId = buyer.Id,
            Customer = buyer,
            TemplateId = sale.TemplateId,
            TemplateName = sale.TemplateName,
            TemplateSort = Sorted(sale.TemplateName["en"]),
            ClassTypeName = sale.ClassTypeName,
            Terms = sale.Terms,
            State = awaitsPayment ? PassState.AwaitingPayment : PassState.Active,
            Currency = buyer.Currency,
            Price = sale.Price,
            Discount = sale.Discount,
            Payment = sale.Payment,
            SellerKind = actor.Kind,
            SellerId = actor.Id,
            SellerName = actor.Name,
            TotalClasses = sale.Terms.Classes,
        };
        pass._holders.AddRange(holders.Select((holder, i) => PassHolder.Create(pass.Id, holder, i + 1)));
        pass.SetSearchText();
        pass.Post(new PassChange(PassEntryKind.Grant, sale.Terms.Classes), actor, now);
        if (sale.StartDate is { } start)
        {
            pass.Begin(start, now);
        }
        else if (!awaitsPayment && sale.Terms.Start == PassStart.Sale)
        {
            pass.Begin(pass.Today(now), now);
        }

        pass.Raise(new PassSold(
            Guid.CreateVersion7(), pass.Id, actor, now, pass.SubjectForEvents(), buyer.ForEvents(), pass.ForEvents(),
            [.. holders.Select(h => h.ForEvents())], sale.TemplateId, sale.TemplateName, sale.ClassTypeName, sale.Terms.Classes,
            pass.Amount(sale.Price), pass.Amount(sale.Discount), sale.DiscountPercent, pass.Amount(pass.SoldPrice), sale.Terms.TaxCode,
            sale.Payment.ForEvents(sale.PaymentReference), awaitsPayment));
        pass.Schedule();
        return pass;
    }

    /// <summary>A pass that was bought online is paid: from now on it can be used. One that is taken back already stays so, unless it was for want of this payment.</summary>
    /// <returns>Whether it had awaited that.</returns>
    public bool Activate(EventActor actor, DateTimeOffset now)
    {
        var cameBack = Withdrawal is { Unpaid: true } ? Withdrawal.UnusedClasses : 0;
        if (State != PassState.AwaitingPayment && cameBack == 0)
        {
            return false;
        }

        Withdrawal = null;
        Revive();
        if (StartDate is null && Terms.Start == PassStart.Sale)
        {
            Begin(Today(now), now);
        }

        Post(new PassChange(PassEntryKind.Activate, cameBack) { NewEnd = EndDate }, actor, now);
        Raise(new PassActivated(Guid.CreateVersion7(), Id, actor, now, SubjectForEvents(), Customer.ForEvents(), ForEvents()));
        Advance(now);
        return true;
    }

    /// <summary>Its invoice will not be paid: it is over, and nothing was sold. What can be used already stays as it is.</summary>
    /// <returns>Whether it had awaited its payment.</returns>
    public bool EndUnpaid(Subject invoice, EventActor actor, DateTimeOffset now)
    {
        if (State != PassState.AwaitingPayment)
        {
            return false;
        }

        Withdrawal = PassWithdrawal.OfUnpaid(RemainingClasses, actor, now);
        Finish(PassState.Withdrawn, Today(now), now);
        Post(new PassChange(PassEntryKind.Withdraw, -RemainingClasses, invoice.Number), actor, now);
        Schedule();
        Raise(new PassEndedUnpaid(Guid.CreateVersion7(), Id, actor, now, SubjectForEvents(), Customer.ForEvents(), ForEvents(), invoice));
        return true;
    }

    private void Begin(DateOnly start, DateTimeOffset now)
    {
        StartDate = start;
        MoveEnd(Terms.Validity.EndFrom(start), Today(now));
    }
}

/// <summary>What is sold, with everything that the sale decides.</summary>
/// <param name="Terms">As agreed: a Freestyle sale may have changed them.</param>
/// <param name="ClassTypeName">Text per language; empty where it is good for every class.</param>
/// <param name="Price">In whole units of the buyer's currency, without tax, before the discount.</param>
/// <param name="DiscountPercent">Null where the discount is an amount, or there is none.</param>
/// <param name="StartDate">Where it is chosen; null otherwise.</param>
/// <param name="PaymentReference">Of a payment at the desk; may be empty.</param>
public sealed record PassSale(
    Guid TemplateId,
    IReadOnlyDictionary<string, string> TemplateName,
    PassTerms Terms,
    IReadOnlyDictionary<string, string> ClassTypeName,
    decimal Price,
    decimal Discount,
    decimal? DiscountPercent,
    DateOnly? StartDate,
    PassPayment Payment,
    string PaymentReference);
