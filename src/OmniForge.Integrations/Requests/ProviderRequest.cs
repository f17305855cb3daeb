using System.Net.Http.Headers;
using System.Text;
using OmniForge.Agents.Egress;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;

namespace OmniForge.Integrations.Requests;

/// <summary>Sends one request once, following redirects that stay with the provider.</summary>
internal sealed class ProviderRequest(IntegrationDescriptor descriptor, HttpClient http, TimeProvider clock)
{
    private const int MostRedirects = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public async Task<ProviderReply> SendAsync(AccountRequest request, Uri address, IssuedToken token, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            for (var hop = 0; ; hop++)
            {
                using var message = Message(request, address, token);
                using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either.Token);
                if ((int)response.StatusCode is 301 or 302 or 307 or 308 && response.Headers.Location is { } location)
                {
                    address = hop < MostRedirects
                        ? ProviderAddress.Next(descriptor, address, location)
                        : throw new AccountException(ToolErrorCode.Unavailable, $"{descriptor.DisplayName} sends every request on to another address. Try again later.");
                    continue;
                }

                return new(await ReadAsync(response, request, either.Token), NeverSent: false, address);
            }
        }
        catch (Exception error) when (GuardedHttp.Refusal(error) is { } refusal)
        {
            throw new AccountException(ToolErrorCode.Forbidden, refusal.Message);
        }
        catch (HttpRequestException error) when (error.HttpRequestError
            is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError)
        {
            return new(null, NeverSent: true, address);
        }
        catch (Exception error) when (error is HttpRequestException or IOException
            || (error is OperationCanceledException or TimeoutException && !cancellationToken.IsCancellationRequested))
        {
            return new(null, NeverSent: false, address);
        }
    }

    private HttpRequestMessage Message(AccountRequest request, Uri address, IssuedToken token)
    {
        var message = new HttpRequestMessage(request.Method, address);
        message.Options.Set(GuardedHttp.KeepRedirects, true);
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Value);
        message.Headers.UserAgent.Add(new ProductInfoHeaderValue("OmniForge", "0.1"));
        foreach (var (name, value) in descriptor.Headers.Concat(request.Headers))
        {
            if (!name.Equals("Authorization", StringComparison.OrdinalIgnoreCase))
            {
                message.Headers.Remove(name);
                message.Headers.TryAddWithoutValidation(name, value);
            }
        }

        ReadOnlyMemory<byte>? body = request.Json is { } json ? Encoding.UTF8.GetBytes(json) : request.Bytes;
        if (body is { } bytes)
        {
            message.Content = new ReadOnlyMemoryContent(bytes);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", request.ContentType);
        }

        return message;
    }

    /// <summary>A refusal is one by its status, also when the words after it are cut off.</summary>
    private static async Task<byte[]?> BodyAsync(HttpResponseMessage response, int mostBytes, CancellationToken cancellationToken)
    {
        try
        {
            return await AnswerBody.ReadAsync(response.Content, mostBytes, cancellationToken);
        }
        catch (Exception error) when (error is HttpRequestException or IOException && (int)response.StatusCode is >= 400 and < 500)
        {
            return [];
        }
    }

    private async Task<AccountAnswer> ReadAsync(HttpResponseMessage response, AccountRequest request, CancellationToken cancellationToken)
    {
        var body = await BodyAsync(response, request.MostBytes, cancellationToken) ?? throw new AccountException(
            request.Repeat == AccountRepeat.Doubles ? ToolErrorCode.InDoubt : ToolErrorCode.Invalid,
            $"{descriptor.DisplayName} answered with more than {request.MostBytes / 1048576.0:0.#} MB, which is too much to read at once. Ask for less.");
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated))
        {
            headers[name] = values.ToString();
        }

        return new((int)response.StatusCode, headers, body);
    }
}

/// <param name="Answer">Null = none came, or not all of it.</param>
/// <param name="NeverSent">True when not even the connection came to be.</param>
/// <param name="Address">Where the last redirect led; sent again there, it does not count twice.</param>
internal sealed record ProviderReply(AccountAnswer? Answer, bool NeverSent, Uri Address);
