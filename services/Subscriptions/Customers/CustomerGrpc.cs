using Grpc.Core;
using ServiceDefaults;
using ServiceDefaults.Access;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Customers;

internal sealed class CustomerGrpc : Wire.CustomerService.CustomerServiceBase
{
    public override Task<Wire.Customer> CreateCustomer(Wire.CreateCustomerRequest request, ServerCallContext context) =>
        context.Feature<CreateCustomer>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.Customer> GetCustomer(Wire.GetCustomerRequest request, ServerCallContext context) =>
        context.Feature<GetCustomer>().Handle(request, context.CancellationToken);

    public override Task<Wire.ListCustomersResponse> ListCustomers(Wire.ListCustomersRequest request, ServerCallContext context) =>
        context.Feature<ListCustomers>().Handle(request, context.CancellationToken);

    public override Task<Wire.Customer> UpdateCustomer(Wire.UpdateCustomerRequest request, ServerCallContext context) =>
        context.Feature<UpdateCustomer>().Handle(request, context.Caller(), context.CancellationToken);
}
