using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage.Feeds;

namespace OmniForge.Server.Streams.Feeds;

/// <summary>Resume tokens: a cursor, signed and bound to tenant, feed and filters, good for a week on every node.</summary>
internal sealed class FeedTokens(FeedClock feed, TimeProvider clock)
{
    private const int SignatureBytes = 16;

    private static readonly TimeSpan Life = TimeSpan.FromDays(7);

    /// <summary>Writes the tokens of one stream.</summary>
    public async Task<Func<FeedCursor, string>> WriterAsync(string binding, CancellationToken cancellationToken)
    {
        var key = await feed.KeyAsync(cancellationToken);
        return cursor =>
        {
            var body = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{clock.GetUtcNow().ToUnixTimeSeconds()}|{cursor.Write()}"));
            return Base64Url.EncodeToString([.. Sign(key, body, binding), .. body]);
        };
    }

    /// <summary>The cursor of a token that this database gave for this binding.</summary>
    /// <param name="now">Where the database is; a token from a later point is of another one, or of one that was put back since.</param>
    public async Task<FeedCursor> ReadAsync(string token, string binding, FeedPoint now, CancellationToken cancellationToken)
    {
        var key = await feed.KeyAsync(cancellationToken);
        if (!Base64Url.IsValid(token) || Base64Url.DecodeFromChars(token) is not { Length: > SignatureBytes } bytes)
        {
            throw Refused("is none of this server's");
        }

        var body = bytes.AsSpan(SignatureBytes);
        if (!CryptographicOperations.FixedTimeEquals(bytes.AsSpan(0, SignatureBytes), Sign(key, body, binding)))
        {
            throw Refused("was given for another feed, other filters or by another server");
        }

        var parts = Encoding.UTF8.GetString(body).Split('|', 2);
        if (DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[0], CultureInfo.InvariantCulture)) + Life < clock.GetUtcNow())
        {
            throw Refused("is older than 7 days");
        }

        var cursor = FeedCursor.Read(parts[1]);
        return cursor.Newest.Next <= now.Next ? cursor : throw Refused("is from a time that the server's database no longer knows");
    }

    private static byte[] Sign(byte[] key, ReadOnlySpan<byte> body, string binding)
    {
        byte[] signed = [.. body, 0, .. Encoding.UTF8.GetBytes(binding)];
        return HMACSHA256.HashData(key, signed)[..SignatureBytes];
    }

    private static DomainException Refused(string why) => DomainException.Invalid(
        "RESUME_TOKEN_INVALID", "resume_token", $"This resume token {why}. Watch again without it: everything there is now comes first, and what you have stays right.");
}
