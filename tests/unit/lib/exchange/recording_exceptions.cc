#include "recording_exceptions.h"

namespace scand::lib::exchange {

const std::vector<RecordingException>& recording_exceptions() {
  static const std::vector<RecordingException> kExceptions{
      {"bybit/02-fetchTickers.json", "route", "options: no market type of ours"},
      {"bybit/04-fetchStatus.json", "route", "the venue's status page: no route uses it"},
      {"coinbase/06-fetchMarkets.json", "type", "the documentation's placeholder for a type"},
      {"coinbase/06-fetchMarkets.json", "active",
       "the example is view_only, which for us is not active"},
      {"gate/03-fetchTime.json", "route", "the venue's clock: no route uses it"},
      {"kraken/02-fetchTicker.json", "percentage",
       "reckoned from the price at midnight, which is not 24 hours ago"},
      {"kraken/03-fetchMarkets.json", "rows", "dark pools are no public markets"},
      {"kraken/05-fetchTickers.json", "percentage",
       "reckoned from the price at midnight, which is not 24 hours ago"},
      {"kraken/10-fetchTickers.json", "percentage",
       "reckoned from the price at midnight, which is not 24 hours ago"},
      {"kucoin/07-fetchStatus.json", "route", "the venue's status page: no route uses it"},
      {"kucoin/09-fetchMarkets.json", "base",
       "read from old ids; the body names the currencies as they are called now"},
      {"kucoin/09-fetchMarkets.json", "symbol",
       "read from old ids; the body names the currencies as they are called now"},
      {"kucoinfutures/05-fetchTickers.json", "timestamp",
       "the example has ms where the route has ns; the expectation is in 1970"},
      {"okx/03-fetchStatus.json", "route", "the venue's status page: no route uses it"},
      {"okx/04-fetchTime.json", "route", "the venue's clock: no route uses it"},
  };
  return kExceptions;
}

}  // namespace scand::lib::exchange
