using System.Security.Cryptography;
using System.Text;
using OmniForge.Server.Vault.Sealing;
using OmniForge.TestKit;

namespace OmniForge.Server.Tests.Vault;

public sealed class EnvelopeTests
{
    private static readonly SealedPlace Place = new("acme", "credential", "0198c0ffee", "access", 3);
    private static readonly DataKey Key = DataKey.New(DateTimeOffset.UnixEpoch);
    private static readonly byte[] Value = Encoding.UTF8.GetBytes("ntn_a-token-of-a-customer");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(25)]
    [InlineData(100_000)]
    public void What_was_sealed_opens_at_its_place(int length)
    {
        var value = RandomNumberGenerator.GetBytes(length);
        var stored = Envelope.Seal(Key, Place, value);
        using var secret = Envelope.Open(Key, Place, stored);
        Assert.Equal(value, secret.Reveal().ToArray());
        Assert.Equal(length + 45, stored.Length);
    }

    [Fact]
    public void The_layout_is_version_key_nonce_ciphertext_tag_and_is_bound_to_all_parts_of_the_place()
    {
        var stored = Envelope.Seal(Key, Place, Value);
        Assert.Equal(1, stored[0]);
        Assert.Equal(Convert.FromHexString(Key.Id), stored[1..17]);
        byte[] bound =
        [
            0, 9, .. "of.val.v1"u8, 0, 17, .. stored[..17], 0, 4, .. "acme"u8, 0, 10, .. "credential"u8, 0, 10, .. "0198c0ffee"u8,
            0, 6, .. "access"u8, 0, 8, 0, 0, 0, 0, 0, 0, 0, 3,
        ];
        var value = new byte[Value.Length];
        using var cipher = new AesGcm(Key.Bytes, 16);
        cipher.Decrypt(stored[17..29], stored[29..^16], stored[^16..], value, bound);
        Assert.Equal(Value, value);
    }

    [Fact]
    public void A_wrapped_key_is_nonce_key_tag_bound_to_its_tenant_and_both_ids()
    {
        var vaultKey = RandomNumberGenerator.GetBytes(32);
        var wrapped = WrappedKey.Wrap(vaultKey, "k2026a", "acme", Key);
        Assert.Equal(60, wrapped.Length);
        byte[] bound = [0, 9, .. "of.dek.v1"u8, 0, 4, .. "acme"u8, 0, 16, .. Convert.FromHexString(Key.Id), 0, 6, .. "k2026a"u8];
        var bytes = new byte[32];
        using var cipher = new AesGcm(vaultKey, 16);
        cipher.Decrypt(wrapped[..12], wrapped[12..44], wrapped[44..], bytes, bound);
        Assert.Equal(Key.Bytes, bytes);
    }

    [Fact]
    public void The_same_value_is_never_sealed_to_the_same_bytes()
        => Assert.Equal(1000, Enumerable.Range(0, 1000).Select(_ => Convert.ToHexString(Envelope.Seal(Key, Place, Value))).Distinct().Count());

    [Fact]
    public void Any_changed_bit_of_the_stored_bytes_keeps_them_closed()
    {
        var stored = Envelope.Seal(Key, Place, Value);
        for (var bit = 0; bit < stored.Length * 8; bit++)
        {
            var changed = stored.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Closed(Key, Place, changed);
        }
    }

    [Fact]
    public void Bytes_that_were_cut_or_made_longer_stay_closed()
    {
        var stored = Envelope.Seal(Key, Place, Value);
        for (var length = 0; length < stored.Length; length++)
        {
            Closed(Key, Place, stored[..length]);
            Closed(Key, Place, stored[(stored.Length - length)..]);
        }

        Closed(Key, Place, [.. stored, 0]);
    }

    [Fact]
    public void At_any_other_place_it_stays_closed()
    {
        var stored = Envelope.Seal(Key, Place, Value);
        Assert.All<SealedPlace>(
            [
                Place with { TenantId = "acmf" }, Place with { TenantId = "" }, Place with { Purpose = "webhook" }, Place with { RowId = "0198c0ffef" },
                Place with { Field = "refresh" }, Place with { Generation = 2 }, Place with { Generation = 4 }, Place with { Generation = 3L << 56 },
            ],
            other => Closed(Key, other, stored));
        Closed(DataKey.New(DateTimeOffset.UnixEpoch), Place, stored);
        Closed(new DataKey(Key.Id, RandomNumberGenerator.GetBytes(32), DateTimeOffset.UnixEpoch), Place, stored);
    }

    [Fact]
    public void Letters_that_move_from_one_part_of_the_place_to_the_next_make_another_place()
    {
        var stored = Envelope.Seal(Key, Place with { RowId = "ab", Field = "c" }, Value);
        Closed(Key, Place with { RowId = "a", Field = "bc" }, stored);
        Closed(Key, Place with { RowId = "abc", Field = "" }, stored);
    }

    [Fact]
    public void A_data_key_unwraps_only_with_its_own_vault_key_tenant_and_ids()
    {
        var vaultKey = RandomNumberGenerator.GetBytes(32);
        var wrapped = WrappedKey.Wrap(vaultKey, "k1", "acme", Key);
        Assert.Equal(Key.Bytes, Unwrap(vaultKey, "k1", "acme", Key.Id, wrapped).Bytes);
        Refused(() => Unwrap(vaultKey, "k2", "acme", Key.Id, wrapped));
        Refused(() => Unwrap(vaultKey, "k1", "other", Key.Id, wrapped));
        Refused(() => Unwrap(vaultKey, "k1", "acme", DataKey.New(DateTimeOffset.UnixEpoch).Id, wrapped));
        Refused(() => Unwrap(RandomNumberGenerator.GetBytes(32), "k1", "acme", Key.Id, wrapped));
        Refused(() => Unwrap(vaultKey, "k1", "acme", Key.Id, wrapped[..59]));
        for (var bit = 0; bit < wrapped.Length * 8; bit++)
        {
            var changed = wrapped.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Refused(() => Unwrap(vaultKey, "k1", "acme", Key.Id, changed));
        }
    }

    [Fact]
    public void Whatever_bytes_are_given_only_the_vaults_own_error_comes_out()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var stored = Envelope.Seal(Key, Place, Value);
        for (var i = 0; i < Nightly.Times(20_000, 1_000_000); i++)
        {
            var bytes = random.Next(2) == 0 ? new byte[random.Next(120)] : stored.ToArray();
            random.NextBytes(bytes.AsSpan(bytes.Length - random.Next(bytes.Length + 1)));
            var thrown = Record.Exception(() => Envelope.Open(Key, Place, bytes));
            Assert.True(thrown is VaultException || bytes.AsSpan().SequenceEqual(stored), $"seed {seed}: {thrown}");
        }
    }

    private static DataKey Unwrap(byte[] vaultKey, string vaultKeyId, string tenant, string id, byte[] wrapped)
        => WrappedKey.Unwrap(vaultKey, vaultKeyId, tenant, id, DateTimeOffset.UnixEpoch, wrapped);

    private static void Closed(DataKey key, SealedPlace place, byte[] stored) => Refused(() => Envelope.Open(key, place, stored));

    private static void Refused(Func<object> attempt) => Assert.Equal(VaultFault.Unreadable, Assert.Throws<VaultException>(attempt).Fault);
}
