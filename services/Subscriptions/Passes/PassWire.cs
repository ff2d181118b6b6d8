using Contracts.Common.V1;
using Google.Protobuf.WellKnownTypes;
using Common = Contracts.Common.V1;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Passes;

/// <summary>Passes as the contracts show them to staff.</summary>
internal static class PassWire
{
    public static Wire.Pass ToWire(this Pass pass, DateTimeOffset now) => new()
    {
        Id = pass.Id.ToString(),
        Number = pass.Number,
        CustomerId = pass.CustomerId.ToString(),
        CustomerName = pass.Customer.Name,
        Holders = { pass.Holders.Select(h => new Wire.PassHolder { CustomerId = h.CustomerId.ToString(), CustomerName = h.Customer.Name, Code = h.Code }) },
        TemplateId = pass.TemplateId.ToString(),
        TemplateName = LocalizedText.From(pass.TemplateName),
        ClassTypeName = Text(pass.ClassTypeName),
        Terms = pass.Terms.ToWire(),
        State = pass.State.ToWire(),
        InGrace = pass.IsInGrace(now),
        Price = Money.From(pass.Price, pass.Currency),
        Discount = Money.From(pass.Discount, pass.Currency),
        SoldPrice = Money.From(pass.SoldPrice, pass.Currency),
        StartDate = ToWire(pass.StartDate),
        EndDate = ToWire(pass.EndDate),
        GraceEndDate = ToWire(pass.GraceEndDate),
        TotalClasses = pass.TotalClasses,
        UsedClasses = pass.UsedClasses,
        RemainingClasses = pass.RemainingClasses,
        LapsedClasses = pass.LapsedClasses,
        Freeze = pass.Freeze?.ToWire(),
        CustomerFreezeDays = pass.CustomerFreezeDays,
        Withdrawal = pass.Withdrawal?.ToWire(pass),
        Payment = pass.Payment.ToWire(),
        Seller = Actor.From(pass.Seller),
        SellTime = pass.CreatedAt.ToTimestamp(),
        LastVisitTime = pass.LastVisitAt?.ToTimestamp(),
        FinishTime = pass.FinishedAt?.ToTimestamp(),
        TimeZone = pass.Customer.TimeZone,
        Etag = pass.Etag,
        Grant = pass.Grant?.ToWire(),
    };

    public static Wire.Visit ToWire(this Visit visit) => new()
    {
        Id = visit.Id.ToString(),
        PassId = visit.PassId.ToString(),
        PassNumber = visit.Pass.Number,
        CustomerId = visit.CustomerId.ToString(),
        CustomerName = visit.Customer.Name,
        ClassTypeId = visit.ClassTypeId?.ToString() ?? "",
        ClassTypeName = Text(visit.ClassTypeName),
        VisitTime = visit.At.ToTimestamp(),
        State = visit.State.ToWire(),
        Classes = visit.Classes,
        Actor = Actor.From(visit.Actor),
        RecordTime = visit.CreatedAt.ToTimestamp(),
        UndoActor = visit.UndoneAt is null ? null : Actor.From(visit.UndoActor),
        UndoTime = visit.UndoneAt?.ToTimestamp(),
        UndoReason = visit.UndoReason,
    };

    public static Wire.PassEntry ToWire(this PassEntry entry, string number) => new()
    {
        Id = $"{number}/{entry.Position}",
        Position = entry.Position,
        Kind = entry.Kind switch
        {
            PassEntryKind.Grant => Wire.PassEntryKind.Grant,
            PassEntryKind.Use => Wire.PassEntryKind.Use,
            PassEntryKind.Bonus => Wire.PassEntryKind.Bonus,
            PassEntryKind.Extend => Wire.PassEntryKind.Extend,
            PassEntryKind.Freeze => Wire.PassEntryKind.Freeze,
            PassEntryKind.Unfreeze => Wire.PassEntryKind.Unfreeze,
            PassEntryKind.Expire => Wire.PassEntryKind.Expire,
            PassEntryKind.Reverse => Wire.PassEntryKind.Reverse,
            PassEntryKind.Withdraw => Wire.PassEntryKind.Withdraw,
            _ => Wire.PassEntryKind.Activate,
        },
        Classes = entry.Classes,
        Balance = entry.Balance,
        EntryTime = entry.At.ToTimestamp(),
        Actor = Actor.From(entry.Actor),
        Reason = entry.Reason,
        VisitId = entry.VisitId?.ToString() ?? "",
        OldEndDate = ToWire(entry.OldEnd),
        NewEndDate = ToWire(entry.NewEnd),
        FreezeStartDate = ToWire(entry.FreezeStart),
        FreezeEndDate = ToWire(entry.FreezeEnd),
    };

    public static Common.PassTerms ToWire(this PassTerms terms) => new()
    {
        Classes = terms.Classes,
        Validity = terms.Validity.ToWire(),
        ClassTypeId = terms.ClassTypeId?.ToString() ?? "",
        Overlapping = terms.Overlapping,
        Shared = terms.Shared,
        GraceDays = terms.GraceDays,
        Start = terms.Start switch
        {
            PassStart.Chosen => Common.PassStart.Chosen,
            PassStart.FirstVisit => Common.PassStart.FirstVisit,
            _ => Common.PassStart.Sale,
        },
        LateCancel = terms.LateCancelCounts ? MissedClass.Counts : MissedClass.Free,
        LateCancelHours = terms.LateCancelHours,
        NoShow = terms.NoShowCounts ? MissedClass.Counts : MissedClass.Free,
        CustomersMayFreeze = terms.CustomersMayFreeze,
        MaxFreezeDays = terms.MaximumFreezeDays,
        TaxCode = terms.TaxCode,
    };

    public static Common.PassValidity ToWire(this PassValidity validity) => new()
    {
        Unit = validity.Unit switch
        {
            PassValidityUnit.Day => Common.PassValidityUnit.Day,
            PassValidityUnit.Week => Common.PassValidityUnit.Week,
            PassValidityUnit.Month => Common.PassValidityUnit.Month,
            _ => Common.PassValidityUnit.None,
        },
        Count = validity.Count,
    };

    public static Wire.PassFreeze ToWire(this PassFreeze freeze) => new()
    {
        StartDate = ToWire(freeze.Start), EndDate = ToWire(freeze.End), Actor = Actor.From(freeze.Actor), Reason = freeze.Reason,
    };

    public static Wire.PassGrant ToWire(this PassGrant grant) => new()
    {
        SubscriptionId = grant.SubscriptionId.ToString(),
        SubscriptionNumber = grant.SubscriptionNumber,
        PeriodStartDate = ToWire(grant.PeriodStart),
        PeriodEndDate = ToWire(grant.PeriodEnd),
        RestrictedTime = grant.Order.RestrictedAt?.ToTimestamp(),
    };

    public static Wire.PassState ToWire(this PassState state) => state switch
    {
        PassState.AwaitingPayment => Wire.PassState.AwaitingPayment,
        PassState.Active => Wire.PassState.Active,
        PassState.Frozen => Wire.PassState.Frozen,
        PassState.UsedUp => Wire.PassState.UsedUp,
        PassState.Expired => Wire.PassState.Expired,
        _ => Wire.PassState.Withdrawn,
    };

    public static PassState? ToDomain(this Wire.PassState state) => state switch
    {
        Wire.PassState.AwaitingPayment => PassState.AwaitingPayment,
        Wire.PassState.Active => PassState.Active,
        Wire.PassState.Frozen => PassState.Frozen,
        Wire.PassState.UsedUp => PassState.UsedUp,
        Wire.PassState.Expired => PassState.Expired,
        Wire.PassState.Withdrawn => PassState.Withdrawn,
        _ => null,
    };

    public static Wire.VisitState ToWire(this VisitState state) => state switch
    {
        VisitState.Attended => Wire.VisitState.Attended,
        VisitState.LateCancel => Wire.VisitState.LateCancel,
        VisitState.NoShow => Wire.VisitState.NoShow,
        _ => Wire.VisitState.Undone,
    };

    public static Date? ToWire(DateOnly? date) => date is { } day ? Date.From(day) : null;

    private static Wire.PassWithdrawal ToWire(this PassWithdrawal withdrawal, Pass pass) => new()
    {
        UnusedClasses = withdrawal.UnusedClasses,
        SoldClasses = pass.Terms.Classes,
        Credit = Money.From(withdrawal.Credit, pass.Currency),
        Settlement = withdrawal.Settlement == PassSettlement.Refund ? ClosingSettlement.Refund : ClosingSettlement.AccountCredit,
        Reason = withdrawal.Reason,
        Actor = Actor.From(withdrawal.Actor),
        WithdrawTime = withdrawal.At.ToTimestamp(),
    };

    private static Wire.PassPayment ToWire(this PassPayment payment) => payment switch
    {
        PassPayment.CardOnFile => Wire.PassPayment.CardOnFile,
        PassPayment.Transfer => Wire.PassPayment.Transfer,
        PassPayment.Cash => Wire.PassPayment.Cash,
        PassPayment.CardTerminal => Wire.PassPayment.CardTerminal,
        PassPayment.Cheque => Wire.PassPayment.Cheque,
        PassPayment.Other => Wire.PassPayment.Other,
        _ => Wire.PassPayment.Unspecified,
    };

    private static LocalizedText? Text(IReadOnlyDictionary<string, string> text) => text.Count > 0 ? LocalizedText.From(text) : null;
}
