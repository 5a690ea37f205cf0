import { describe, expect, it } from "vitest";
import { openLocality } from "../../../datasets/importing/locality.ts";

describe("who is at home", () => {
  it("makes one device of the addresses of one entry, however they are spelled", () => {
    const locality = openLocality({ devices: ["10.8.0.69, FE80:0:0:0:0:0:0:1", "10.8.0.70"] });
    const devices = ["fe80::1", "10.8.0.69", "10.8.0.70", "FE80::0001", "10.8.0.71", "fe80::2"];
    expect(devices.map(locality.deviceOf)).toEqual([0, 0, 1, 0, -1, -1]);
    expect(locality.identifiers).toEqual([["10.8.0.69", "fe80::1"], ["10.8.0.70"]]);
  });

  it("makes a device of each address of a network, after those that are named", () => {
    const locality = openLocality({
      devices: ["10.8.0.69"],
      localNets: ["10.8.0.0/16,2001:db8::/32"],
    });
    const addresses = ["10.8.9.9", "10.9.0.1", "2001:db8:0:0::5", "10.8.0.69", "2001:db8::5"];
    expect(addresses.map(locality.deviceOf)).toEqual([1, -1, 2, 0, 2]);
    expect(locality.identifiers).toEqual([["10.8.0.69"], ["10.8.9.9"], ["2001:db8::5"]]);
  });

  it("takes a hardware address, a name or nothing for a stranger", () => {
    const { deviceOf } = openLocality({ localNets: ["0.0.0.0/0"] });
    expect(["00:15:70:91:e2:40", "gateway", ""].map(deviceOf)).toEqual([-1, -1, -1]);
  });

  it.each([
    [{}, "import: flow records need device or localNet, to know whose bytes are up; got neither"],
    [{ devices: ["phone"] }, "import: device must be an IPv4 or IPv6 address, got phone"],
    [{ devices: ["10.0.0.1,"] }, "import: device must be an IPv4 or IPv6 address, got nothing"],
    [{ devices: ["fe80::1", "FE80::1"] }, "import: device fe80::1 is given twice"],
    [
      { localNets: ["10.0.0.0/33"] },
      "import: localNet must be a network such as 10.8.0.0/16 or 2001:db8::/32, got 10.0.0.0/33",
    ],
    [
      { localNets: ["10.0.0.0"] },
      "import: localNet must be a network such as 10.8.0.0/16 or 2001:db8::/32, got 10.0.0.0",
    ],
  ])("refuses %j", (options, message) => {
    expect(() => openLocality(options)).toThrow(new RangeError(message));
  });
});
