using Billing.AccountCredits;
using Grpc.Core;
using ServiceDefaults;
using ServiceDefaults.Access;
using Wire = Contracts.Billing.V1;

namespace Billing.Credits;

internal sealed class AccountCreditGrpc : Wire.AccountCreditService.AccountCreditServiceBase
{
    public override Task<Wire.AccountCredit> GetAccountCredit(Wire.GetAccountCreditRequest request, ServerCallContext context) =>
        context.Feature<GetAccountCredit>().Handle(request, context.CancellationToken);

    public override Task<Wire.ListAccountCreditEntriesResponse> ListAccountCreditEntries(Wire.ListAccountCreditEntriesRequest request, ServerCallContext context) =>
        context.Feature<ListAccountCreditEntries>().Handle(request, context.CancellationToken);

    public override Task<Wire.AccountCreditEntry> GiveAccountCredit(Wire.GiveAccountCreditRequest request, ServerCallContext context) =>
        context.Feature<GiveAccountCredit>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.AccountCreditEntry> TakeBackAccountCredit(Wire.TakeBackAccountCreditRequest request, ServerCallContext context) =>
        context.Feature<TakeBackAccountCredit>().Handle(request, context.Caller(), context.CancellationToken);
}
