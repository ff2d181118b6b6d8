using Grpc.Core;
using ServiceDefaults;
using Wire = Contracts.Billing.V1;

namespace Billing.Payments.Providers.Sandbox;

internal sealed class SandboxBankGrpc : Wire.SandboxBankService.SandboxBankServiceBase
{
    public override Task<Wire.SandboxConfirmation> GetSandboxConfirmation(Wire.GetSandboxConfirmationRequest request, ServerCallContext context) =>
        context.Feature<GetSandboxConfirmation>().Handle(request, context.CancellationToken);

    public override Task<Wire.SandboxConfirmation> AnswerSandboxConfirmation(Wire.AnswerSandboxConfirmationRequest request, ServerCallContext context) =>
        context.Feature<AnswerSandboxConfirmation>().Handle(request, context.CancellationToken);
}
