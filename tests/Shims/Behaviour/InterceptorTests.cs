using System.Globalization;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Xunit;

namespace Shims.Behaviour;

public sealed class InterceptorTests
{
    private static readonly Method<string, string> Echo =
        new(MethodType.Unary, "test.Echo", "Say", Marshallers.StringMarshaller, Marshallers.StringMarshaller);

    [Fact]
    public void The_first_interceptor_sees_a_call_first()
    {
        CallInvoker invoker = new Answering().Intercept(new Adds("1"), new Adds("2")).Intercept(new Adds("0"));

        Assert.Equal("x012@", invoker.BlockingUnaryCall(Echo, null, default, "x"));
    }

    [Fact]
    public void Headers_can_be_added_to_every_call()
    {
        CallInvoker invoker = new Answering().Intercept(headers =>
        {
            headers.Add("who", "me");
            return headers;
        });

        Assert.Equal("x@me", invoker.BlockingUnaryCall(Echo, null, default, "x"));
    }

    [Fact]
    public void A_client_for_a_host_names_it_in_its_calls() => Assert.Equal("other:x@", new EchoClient(new Answering()).WithHost("other").Say("x"));

    private sealed class Adds(string mark) : Interceptor
    {
        public override TResponse BlockingUnaryCall<TRequest, TResponse>(
            TRequest request,
            ClientInterceptorContext<TRequest, TResponse> context,
            BlockingUnaryCallContinuation<TRequest, TResponse> continuation) => continuation((TRequest)(object)$"{request}{mark}", context);
    }

    private sealed class EchoClient : ClientBase<EchoClient>
    {
        public EchoClient(CallInvoker invoker) : base(invoker)
        {
        }

        private EchoClient(ClientBaseConfiguration configuration) : base(configuration)
        {
        }

        public string Say(string text) => CallInvoker.BlockingUnaryCall(Echo, null, default, text);

        protected override EchoClient NewInstance(ClientBaseConfiguration configuration) => new(configuration);
    }

    private sealed class Answering : CallInvoker
    {
        public override TResponse BlockingUnaryCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
            (TResponse)(object)string.Create(CultureInfo.InvariantCulture, $"{(host is null ? "" : host + ":")}{request}@{options.Headers?.GetValue("who")}");

        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => throw new NotSupportedException();

        public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => throw new NotSupportedException();

        public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method, string? host, CallOptions options) => throw new NotSupportedException();

        public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method, string? host, CallOptions options) => throw new NotSupportedException();
    }
}
