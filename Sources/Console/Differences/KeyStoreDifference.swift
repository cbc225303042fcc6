import AWSCLI
import Cloud
import KMS
import Kernel
import S3
import Text

extension MomentDifference {
  /// Custom key stores: new ones, those that are gone, and what is otherwise with the rest.
  mutating func addKeyStores() {
    for pair in paired(old.world.storage.kms.keyStores, new.world.storage.kms.keyStores) {
      switch (pair.old, pair.new) {
      case (nil, let store?):
        add("key store", "+ \(name(of: store)), \(store.type.rawValue), \(store.connection.name)")
      case (let store?, nil): add("key store", "- \(name(of: store)), gone")
      case (let before?, let after?):
        add(
          "key store", name(of: after),
          [
            became("", before.connection.name, after.connection.name),
            became("name", before.name, after.name) { $0.onOneLine },
            before.link == after.link ? nil : "KMS reaches its keys another way",
          ])
      case (nil, nil): break
      }
    }
  }

  private func name(of store: CustomKeyStore) -> String {
    "\(store.name.onOneLine) (\(store.address.id))" + regionNote(store.address.region)
  }
}
